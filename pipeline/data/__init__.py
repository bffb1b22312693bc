"""From files to samples: a picture, its candidate captions, one of them right."""

/* The form in place: a preview, dropping and pasting, and the answer without a new page. Without this script the form is
   sent as forms are, and the server answers with the whole page. */
"use strict";
window.dashboard = {};
(() => {
  const form = document.querySelector("form.try");
  const input = form.elements.picture;
  const preview = form.querySelector("[data-preview]");
  const drop = form.querySelector("[data-drop]");
  const status = form.querySelector("[data-status]");
  const button = form.querySelector("button[type=submit]");

  const show = () => {
    const [file] = input.files;
    if (!file) return;
    // The sample's captions stay, as a start; its picture is no longer meant.
    form.elements.sample?.remove();
    document.querySelector(".try-samples [aria-current]")?.removeAttribute("aria-current");
    URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(file);
    preview.hidden = false;
    status.textContent = file.size > form.dataset.most ? "This file is too large: scale it down." : "";
  };
  // Browsers do not show every format that the models read.
  preview.addEventListener("error", () => { preview.hidden = true; });
  input.addEventListener("change", show);

  const take = (event, files) => {
    if (!files.length) return;
    event.preventDefault();
    const first = new DataTransfer();
    first.items.add(files[0]);
    input.files = first.files;
    show();
  };
  // Anywhere on the page: a picture that misses the field would open in place of it.
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event, event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => take(event, event.clipboardData.files));

  const put = (answer) => {
    document.getElementById("answer").replaceWith(answer);
    answer.hidden = false;
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: "nearest", behavior: "instant" });
    for (const holder of answer.querySelectorAll("[data-viewer]")) dashboard.addSlider(holder);
  };

  const complain = (text) => {
    const { make } = dashboard;
    const banner = make("div", { className: "banner alarm" }, make("p", { textContent: text }));
    banner.setAttribute("role", "alert");
    const answer = make("section", { id: "answer", tabIndex: -1 }, banner);
    answer.setAttribute("aria-label", "Answer");
    put(answer);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    if (input.files[0]?.size > form.dataset.most) return complain("The picture is too large: scale it down.");
    button.disabled = true;
    status.textContent = "At work; a model's first answer takes longer …";
    try {
      const reply = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const answer = page.getElementById("answer");
      if (answer) put(document.adoptNode(answer));
      else complain("The server met an error of its own: its terminal says which.");
    } catch {
      complain("No answer: is `python -m pipeline serve --try` still running?");
    } finally {
      button.disabled = false;
      status.textContent = "";
    }
  });
})();

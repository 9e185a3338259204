// Buttons that open a panel under them, one at a time; Escape closes it and gives the focus back.
const EDGE = 8;

export class Panels {
  constructor(place, opened) {
    this.place = place;
    this.opened = opened;
    place.addEventListener("click", ({ target }) => this.click(target.closest("[data-panel]")));
    place.addEventListener("keydown", (event) => this.key(event));
    place.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget) this.left(relatedTarget); });
    document.addEventListener("pointerdown", ({ target }) => this.left(target));
  }

  get button() {
    return this.place.querySelector("[data-panel][aria-expanded=true]");
  }

  // Name of the open panel; empty where none is.
  get name() {
    return this.button?.dataset.panel ?? "";
  }

  click(button) {
    if (!button) return;
    const isOpen = button === this.button;
    this.close();
    if (!isOpen) this.open(button);
  }

  open(button) {
    const panel = panelOf(button);
    button.ariaExpanded = "true";
    panel.hidden = false;
    this.opened(button.dataset.panel, panel);
    panel.classList.toggle("lx-panel--end", false);
    panel.classList.toggle("lx-panel--end", panel.getBoundingClientRect().right > document.documentElement.clientWidth - EDGE);
  }

  close() {
    const { button } = this;
    if (!button) return;
    button.ariaExpanded = "false";
    panelOf(button).hidden = true;
  }

  key(event) {
    const { button } = this;
    if (event.key === "ArrowDown" && event.target === button) {
      event.preventDefault();
      panelOf(button).querySelector("input:not([hidden], [tabindex='-1']), button")?.focus();
    } else if (event.key === "Escape" && button) {
      event.preventDefault();
      this.close();
      button.focus();
    }
  }

  left(target) {
    if (this.button && !this.button.parentElement.contains(target)) this.close();
  }
}

function panelOf(button) {
  return document.getElementById(button.getAttribute("aria-controls"));
}

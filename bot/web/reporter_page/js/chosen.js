/** The pictures of a form: chosen, drawn anew, listed, taken out again. Names of files are forgotten at once. */

import { byId, element, say } from "./elements.js";
import { MOST_PICTURES, redrawn } from "./pictures.js";
import { words } from "./words.js";

/** Ties the field `#pictures` and the list `#chosen` of `form` together. */
export class Chosen {
  #pictures = [];
  #form;

  constructor(form) {
    this.#form = form;
    const input = byId("pictures");
    input.addEventListener("change", async () => {
      const files = [...input.files];
      input.value = "";
      await this.#add(files);
    });
  }

  /** `{ kind, bytes }` each. */
  get pictures() {
    return [...this.#pictures];
  }

  /** Forgets a picture, or all of them. */
  drop(...pictures) {
    const gone = pictures.length ? pictures : this.#pictures;
    for (const { bytes } of gone) bytes.fill(0);
    this.#pictures = this.#pictures.filter((picture) => !gone.includes(picture));
    this.#list();
  }

  async #add(files) {
    say(this.#form, words.drawing, "");
    let wrong = "";
    for (const file of files) {
      if (this.#pictures.length >= MOST_PICTURES) {
        wrong = words.tooMany;
        break;
      }
      try {
        this.#pictures.push(await redrawn(file));
      } catch (error) {
        wrong = error.message;
      }
    }
    this.#list();
    say(this.#form, wrong);
  }

  #list() {
    byId("chosen")?.replaceChildren(...this.#pictures.map((picture, at) => element("li", {},
      element("span", {}, words.picture(at + 1, picture.bytes.length)),
      element("button", { type: "button", "aria-label": words.dropPicture(at + 1), onclick: () => this.drop(picture) },
        words.drop))));
  }
}

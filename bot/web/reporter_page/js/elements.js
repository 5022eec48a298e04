/** Steps of a page, and building elements. Text goes in as text, never as markup. */

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; `on…` are listeners, a boolean is there or not. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") node.toggleAttribute(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** Shows one step of the page and hides the others. Its heading gets the focus, so that screen readers begin there. */
export function show(step) {
  for (const section of document.querySelectorAll("[data-step]")) section.hidden = section.dataset.step !== step;
  scrollTo(0, 0);
  document.querySelector(`[data-step="${step}"] h1`)?.focus();
}

/** What a form says about itself; an empty sentence takes it away. */
export function say(form, sentence, kind = "wrong") {
  const line = form.querySelector("[data-message]");
  line.className = `line ${kind}`;
  line.textContent = sentence;
}

/** Runs `action` with the form's button busy; a refusal becomes a sentence. Gives whether it went well. */
export async function working(form, busy, action) {
  const button = form.querySelector("button:not([type])");
  if (button.ariaDisabled === "true") return false;
  const label = button.textContent;
  button.ariaDisabled = "true"; // keeps the focus, which `disabled` would lose
  button.textContent = busy;
  say(form, "");
  try {
    await action();
    return true;
  } catch (error) {
    say(form, error.message);
    return false;
  } finally {
    button.ariaDisabled = null;
    button.textContent = label;
  }
}

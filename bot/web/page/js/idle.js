/** Notices that nobody uses the page. */

const LIMIT = 5 * 60_000;
const WARNING = LIMIT - 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel", "touchmove"];

/**
 * Calls `warn` after four idle minutes, `back` when life returns after a warning, and `lock` after five. Returns a
 * function that stops the watch. The clock is read as well: timers sleep with the computer.
 */
export function watchIdle({ warn, back, lock }) {
  let last = Date.now();
  let warned = false;

  function alive() {
    if (Date.now() - last >= LIMIT) return check();
    last = Date.now();
    if (warned) back();
    warned = false;
  }

  function check() {
    const idle = Date.now() - last;
    if (idle >= LIMIT) lock();
    else if (idle >= WARNING && !warned) {
      warned = true;
      warn();
    }
  }

  const timer = setInterval(check, 1000);
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { capture: true, passive: true });
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true });
  };
}

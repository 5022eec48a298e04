/** The stream of changes, which finds its way back by itself after a break. */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;
const STOPPED_AFTER = 10_000;

/**
 * Calls `onHello()` whenever the stream is open anew (read everything again: changes may have been missed),
 * `onChange(change)` for every change and `onStatus("connecting" | "open" | "lost" | "stopped")`.
 */
export function follow({ onHello, onChange, onStatus }) {
  let pause = FIRST_PAUSE;
  let lostAt = null;
  let timer = null;
  let source = null;

  function connect() {
    timer = null;
    source = new EventSource("/control/events");
    source.addEventListener("hello", () => {
      pause = FIRST_PAUSE;
      lostAt = null;
      onStatus("open");
      onHello();
    });
    source.addEventListener("reset", onHello);
    source.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
    source.addEventListener("error", again);
  }

  // The browser's own way back would not tell a new server from the old one, so each break starts over.
  function again() {
    source.close();
    lostAt ??= Date.now();
    onStatus(Date.now() - lostAt < STOPPED_AFTER ? "lost" : "stopped");
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  addEventListener("online", () => {
    if (timer === null) return;
    clearTimeout(timer);
    connect();
  });
  onStatus("connecting");
  connect();
}

import { invalidate } from "./cache";

let source: EventSource | null = null;
let known: string | null = null;

/** Follows the data version; the browser itself connects again after a break. */
export function follow(): void {
  // A browser that was refused does not try again.
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource("/api/v1/events");
  source.addEventListener("version", (event) => {
    const version = (event as MessageEvent<string>).data;
    // The first one only says where we stand.
    if (known !== null && known !== version) invalidate();
    known = version;
  });
}

export function unfollow(): void {
  source?.close();
  source = null;
}

/** Marks a drop zone while something is held over it. */
export function hover(event: DragEvent): void {
  event.preventDefault();
  (event.currentTarget as HTMLElement).classList.add("hover");
}

export function leave(event: DragEvent): void {
  (event.currentTarget as HTMLElement).classList.remove("hover");
}

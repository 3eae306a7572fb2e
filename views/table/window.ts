// Which part of a longer content is on the screen. Apart, because every screen that scrolls needs the same clamping.

/** The first of `height` lines of `total`, for a wished first line: never past the end, never before the start. */
export function clampedTop(top: number, height: number, total: number): number {
  return Math.max(0, Math.min(top, total - height));
}

/** The same, but the line `focus` is always among them: what is selected is always on the screen. */
export function topShowing(top: number, focus: number, height: number, total: number): number {
  const clamped = clampedTop(top, height, total);
  if (focus < 0 || height <= 0) return clamped;
  if (focus < clamped) return focus;
  return focus >= clamped + height ? focus - height + 1 : clamped;
}

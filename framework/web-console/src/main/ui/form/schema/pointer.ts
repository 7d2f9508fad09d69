/** Texts as ids of elements, so that a label, a field and its error find one another. */
export const idOf = (pointer: string): string => `field${[...pointer].map(plain).join('')}`;

const plain = (letter: string): string => (/[A-Za-z0-9]/.test(letter) ? letter : `-${letter.codePointAt(0)?.toString(16)}-`);

/** Faults of the server by the field that shows them: the deepest one that there is. */
export function placed(
  faults: { pointer: string; detail: string }[],
  isShown: (pointer: string) => boolean,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { pointer, detail } of faults) {
    let place = pointer;
    while (place !== '' && !isShown(place)) place = place.slice(0, place.lastIndexOf('/'));
    const text = place === pointer ? detail : `${pointer.slice(place.length + 1)}: ${detail}`;
    errors[place] = errors[place] ? `${errors[place]}; ${text}` : text;
  }
  return errors;
}

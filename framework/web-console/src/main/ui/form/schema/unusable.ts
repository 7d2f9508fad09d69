/** What somebody typed where no value can be made of it: JSON that is none, a number that a browser cannot hold. */
export class Unusable {
  constructor(
    readonly text: string,
    readonly why: string,
  ) {}

  /** How it shows in the JSON of the whole. */
  toJSON(): string {
    return this.text;
  }
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return new Unusable(text, `Not JSON: ${(error as Error).message}`);
  }
}

export function parsedNumber(text: string): number | Unusable {
  const value = Number(text);
  const exact = !/^[+-]?\d+$/.test(text) || Number.isSafeInteger(value);
  return exact ? value : new Unusable(text, 'More digits than a browser can keep; submit it by curl');
}

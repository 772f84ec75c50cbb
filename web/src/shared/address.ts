type Reader<Value> = (given: unknown) => Value | undefined;

/**
 * What is understood of an address behind its `?`: each name with how it is read. What is unknown or makes no sense is
 * left out, since people edit addresses and keep old ones.
 */
export function address<Names extends Record<string, Reader<unknown>>>(names: Names) {
  return (given: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([name, read]) => {
        const value = read(given[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ) as { [Name in keyof Names]?: ReturnType<Names[Name]> };
}

/** Digits alone arrive as a number. */
export const text: Reader<string> = (given) =>
  typeof given === "string" ? given : typeof given === "number" ? String(given) : undefined;

export const number: Reader<number> = (given) => (typeof given === "number" ? given : undefined);

export const flag: Reader<boolean> = (given) => (typeof given === "boolean" ? given : undefined);

export const oneOf =
  <const Words extends readonly string[]>(...words: Words): Reader<Words[number]> =>
  (given) =>
    words.find((word) => word === given);

export const either =
  <One, Other>(one: Reader<One>, other: Reader<Other>): Reader<One | Other> =>
  (given) =>
    one(given) ?? other(given);

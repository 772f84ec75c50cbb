import { notFound } from "@tanstack/react-router";

/** Reads an id out of an address; an address that holds none is no page. */
export function numberInPath<Name extends string>(name: Name) {
  return {
    parse: (params: Record<Name, string>): Record<Name, number> => {
      const value = Number(params[name]);
      if (!Number.isSafeInteger(value) || value < 1) throw notFound();
      return { [name]: value } as Record<Name, number>;
    },
    stringify: (params: Record<Name, number>): Record<Name, string> =>
      ({ [name]: String(params[name]) }) as Record<Name, string>,
  };
}

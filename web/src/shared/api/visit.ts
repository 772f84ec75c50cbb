/** The token by which this page is let in while it is shown inside another one, where it has no cookie. */
let token: string | null = null;

export const visit = {
  begin(given: string | null): void {
    token = given;
  },
  /** The header's value; null where this page is no visit. */
  authorization: (): string | null => (token === null ? null : `Visit ${token}`),
};

/** The files that are not shown by the text itself already. */
export function beside<File extends { url: string }>(html: string, files: readonly File[]): File[] {
  return files.filter(({ url }) => !html.includes(url));
}

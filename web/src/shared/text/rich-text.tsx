import { Typography } from "@mantine/core";

/** Shows rich text as the server stored it: already reduced to what is safe. Never pass anything else in here. */
export function RichText({ html }: { html: string }) {
  return (
    <Typography>
      <div className="maru-rich-text" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}

import { screen } from "@testing-library/react";
import { renderInApp } from "@/testing/render";
import { FieldAnswer } from "./field-answer";

test("a web address is a link that tells the other site nothing", async () => {
  await renderInApp(<FieldAnswer type="url" value="https://example.com/a" display="https://example.com/a" />);
  const link = screen.getByRole("link", { name: "https://example.com/a" });
  expect(link).toHaveAttribute("href", "https://example.com/a");
  expect(link).toHaveAttribute("target", "_blank");
  expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
});

test("an email address is written to, and nothing but an address is", async () => {
  await renderInApp(<FieldAnswer type="email" value="a?bcc=b@example.com" display="a?bcc=b@example.com" />);
  expect(screen.getByRole("link")).toHaveAttribute("href", "mailto:a%3Fbcc%3Db@example.com");
});

test("a phone number is called by its digits, with its extension", async () => {
  await renderInApp(
    <FieldAnswer type="phone" value="+82 2-123-4567 ext. 89" display="02-123-4567 ext. 89" />,
  );
  expect(screen.getByRole("link")).toHaveAttribute("href", "tel:+8221234567;ext=89");
});

test("other answers are read in words", async () => {
  await renderInApp(<FieldAnswer type="duration" value={112_800_000} display="1d 7h 20m" />);
  expect(screen.getByText("1d 7h 20m")).toBeVisible();
});

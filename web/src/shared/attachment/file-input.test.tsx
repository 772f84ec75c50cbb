import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { FileInput } from "./file-input";

/** What uploads use, since only it tells how much has been sent. */
class FakeRequest {
  static sent: File[] = [];
  status = 0;
  responseText = "";
  upload = {};
  onload: (() => void) | null = null;
  open() {}
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  send(file: File) {
    FakeRequest.sent.push(file);
    this.status = 201;
    this.responseText = JSON.stringify({ id: "1", fileName: file.name, size: file.size, url: "/a" });
    this.onload?.();
  }
}

test("a file larger than the installation accepts is refused at the field, and nothing of it is sent", async () => {
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  answering({ "GET /api/attachments/limits": { body: { maximumSize: 1024 ** 2 } } });
  const onChange = vi.fn();
  await renderInApp(<FileInput label="Files" value={[]} onChange={onChange} />);
  const large = new File([new Uint8Array(1024 ** 2 + 1)], "film.mp4");
  const small = new File(["x"], "log.txt");
  await userEvent.upload(screen.getByLabelText("Choose files"), [large, small]);
  expect(await screen.findByRole("alert")).toHaveTextContent("film.mp4: Files may be up to 1 MB.");
  expect(FakeRequest.sent.map(({ name }) => name)).toEqual(["log.txt"]);
  expect(onChange).toHaveBeenLastCalledWith([expect.objectContaining({ fileName: "log.txt" })]);
});

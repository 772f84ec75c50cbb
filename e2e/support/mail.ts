import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as whoever got it reads it. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

/** The mail server of the rest of the world: it takes what Maru sends. */
export class MailServer {
  readonly letters: Letter[] = [];

  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        for (const { address } of session.envelope.rcptTo) {
          this.letters.push({
            to: address,
            subject: mail.subject ?? "",
            text: mail.text ?? "",
            html: mail.html || "",
            messageId: mail.messageId ?? "",
          });
        }
        done();
      }, done);
    },
  });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** The latest letter to somebody; undefined when none came yet. */
  latest(to: string): Letter | undefined {
    return this.letters.findLast((letter) => letter.to === to);
  }
}

/** Sends a mail to Maru as another mail server does. */
export async function mail(
  port: number,
  message: { from: string; to: string; subject: string; text: string; inReplyTo?: string },
): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  await transport.sendMail({ ...message, references: message.inReplyTo });
  transport.close();
}

import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The packaged server, as `./maru test` has built it, on a data folder of its own. */
export class Server {
  private process: ChildProcess | undefined;

  /** @param mailPort at which it takes mail by SMTP */
  constructor(
    private readonly data: string,
    private readonly port: number,
    readonly mailPort: number,
  ) {}

  get address(): string {
    return `http://localhost:${this.port}`;
  }

  async start(): Promise<void> {
    const { JAVA, MARU_APP, MARU_JVM } = process.env;
    if (!JAVA || !MARU_APP || MARU_JVM === undefined) {
      throw new Error("Run ./maru test: it builds the server and says where it is.");
    }
    const log = join(this.data, "server.log");
    const output = openSync(log, "a");
    const options = MARU_JVM.split("\n").filter((option) => option !== "");
    this.process = spawn(
      JAVA,
      [...options, "-jar", join(MARU_APP, "maru.jar"), "--port", `${this.port}`, "--data", join(this.data, "data")],
      {
        stdio: ["ignore", output, output],
        env: { ...process.env, MARU_MAIL_RECEIVER_PORT: `${this.mailPort}` },
      },
    );
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`The server ended: ${readFileSync(log, "utf8")}`);
      const ready = await fetch(`${this.address}/actuator/health/readiness`).catch(() => undefined);
      if (ready?.ok) return;
      await pause(100);
    }
  }

  /** Ends as Ctrl-C does. */
  async stop(): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await ended;
  }
}

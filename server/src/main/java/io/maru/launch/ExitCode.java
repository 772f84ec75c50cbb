package io.maru.launch;

/** Why the process ended, for scripts and service supervisors. The numbers are documented and never reused. */
enum ExitCode {
    FAILED(1),
    BAD_OPTION(2),
    PORT_IN_USE(10),
    DATA_IN_USE(11),
    DATA_NOT_WRITABLE(12),
    DATA_TOO_NEW(13),
    DATABASE_UNREACHABLE(14),
    DATABASE_UNSUPPORTED(15),
    EMBEDDED_DATABASE_FAILED(16),
    SETUP_REFUSED(17),
    NOTHING_PREPARED(18),
    PERSON_UNKNOWN(19);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

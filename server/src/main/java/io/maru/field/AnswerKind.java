package io.maru.field;

import java.util.Optional;

/** As what kind of value the answers to a field are put in order and looked for. */
public enum AnswerKind {
    TEXT,
    NUMBER,
    /** The amount of money, whatever its currency. */
    AMOUNT,
    DATE,
    INSTANT,
    /** Several texts or ids, of which one is looked for. */
    SEVERAL;

    /** Empty for what is not looked for by its value, such as long texts, files and tables. */
    public static Optional<AnswerKind> of(FieldDefinition field) {
        return Optional.ofNullable(
                switch (field.type()) {
                    case SHORT_TEXT, URL, EMAIL, PHONE, CHOICE, TICKET -> TEXT;
                    case NUMBER, DURATION, PERSON, GROUP, TEAM, SERVICE -> NUMBER;
                    case MONEY -> AMOUNT;
                    case DATE -> DATE;
                    case DATE_TIME -> INSTANT;
                    case MULTI_CHOICE, PERSONS -> SEVERAL;
                    case COMPUTED ->
                        switch (field.settings().result()) {
                            case NUMBER -> NUMBER;
                            case TEXT -> TEXT;
                            case TRUTH -> null;
                            case null -> null;
                        };
                    case LONG_TEXT, RICH_TEXT, CHECKBOX, CONSENT, TABLE, FILE, PRIORITY -> null;
                });
    }
}

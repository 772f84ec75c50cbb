package io.maru.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language as text: what is read, how it is written, and what is said of what cannot be read. */
class QueryTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=Open|status = Open",
                "STATUS in(Open,\"In progress\")|STATUS IN (Open, \"In progress\")",
                "status not in (Open)|status NOT IN (Open)",
                "assignee is null|assignee IS EMPTY",
                "assignee is not empty|assignee IS NOT EMPTY",
                "a=1 and b=2 or c=3|a = 1 AND b = 2 OR c = 3",
                "(a=1 and b=2) or c=3|a = 1 AND b = 2 OR c = 3",
                "a=1 and (b=2 or c=3)|a = 1 AND (b = 2 OR c = 3)",
                "a=1 and (b=2 and (c=3))|a = 1 AND b = 2 AND c = 3",
                "not (a=1 or b=2)|NOT (a = 1 OR b = 2)",
                "!a=1 && not not b!=2 or c~x|NOT a = 1 AND b != 2 OR c ~ x",
                "a<>1|a != 1",
                "status was in (Open, Closed) by currentUser() before -1w|status WAS IN (Open, Closed) BY currentUser() BEFORE -1w",
                "status was not Open during (startOfMonth(-1), now())|status WAS NOT Open DURING (startOfMonth(-1), now())",
                "priority changed from High to (Low, Lowest) on 2026-11-22|priority CHANGED FROM High TO (Low, Lowest) ON 2026-11-22",
                "timeIn(\"In progress\") > 2d|timeIn(\"In progress\") > 2d",
                "cf[10001] >= 5|cf[10001] >= 5",
                "assignee in membersOf('IT 1팀')|assignee IN membersOf(\"IT 1팀\")",
                "상태 = “진행 중” order by 등록일 desc, key|상태 = \"진행 중\" ORDER BY 등록일 DESC, key",
                "order by created|ORDER BY created",
                "summary ~ 'it''s \\'quoted\\''|``",
                "summary ~ 'it\\'s \\\\ \"so\"'|summary ~ \"it's \\\\ \\\"so\\\"\"",
                "\"order\" = \"and\"|\"order\" = \"and\"",
                "reporter = hong@example.com|reporter = hong@example.com",
            })
    void isReadAndWrittenInOneForm(String text, String canonical) throws QueryRefused {
        if (canonical.isEmpty()) {
            assertThatThrownBy(() -> QueryReader.read(text)).isInstanceOf(QueryRefused.class);
            return;
        }
        String written = Formatter.format(QueryReader.read(text));
        assertThat(written).isEqualTo(canonical);
        assertThat(Formatter.format(QueryReader.read(written))).isEqualTo(written);
    }

    @Test
    void anEmptyTextAsksForEveryTicket() throws QueryRefused {
        assertThat(QueryReader.read("  \n")).isEqualTo(new Query(null, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status|6|6|ends_early",
                "status =|8|8|ends_before_name",
                "status = and|9|12|reserved",
                "status = \"open|9|14|quote_open",
                "status = open assignee = kim|14|22|unexpected",
                "(status = open|14|14|ends_early",
                "status = open)|13|14|unexpected",
                "status ? open|7|8|unexpected",
                "😀 = 😀 and|11|11|ends_before_name",
                "a = 1 order created|12|19|unexpected",
            })
    void saysWhereItCannotBeRead(String text, int start, int end, String code) {
        QueryRefused refused = catchThrowableOfType(QueryRefused.class, () -> QueryReader.read(text));
        assertThat(refused.problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly(code + " " + new Place(start, end));
    }

    @Test
    void suggestsWhatCouldGoOn() {
        QueryRefused refused =
                catchThrowableOfType(QueryRefused.class, () -> QueryReader.read("status = open priority = high"));
        assertThat(refused.problems().getFirst().suggestions()).containsExactly("AND", "OR", "ORDER BY");
    }

    @Test
    void readsAsDeepAndAsLongAsAnybodyWouldWrite() throws QueryRefused {
        String deep = "(".repeat(500) + "a = 1" + ")".repeat(500);
        assertThat(Formatter.format(QueryReader.read(deep))).isEqualTo("a = 1");
        assertThat(Formatter.format(QueryReader.read("!".repeat(60_001) + "a = 1")))
                .isEqualTo("NOT a = 1");
        String many = IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        assertThat(Formatter.format(QueryReader.read("a IN (" + many + ")"))).isEqualTo("a IN (" + many + ")");

        assertThatThrownBy(() -> QueryReader.read("(" + deep + ")")).isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> QueryReader.read("a = " + "1".repeat(300_000))).isInstanceOf(QueryRefused.class);
    }

    /** Whatever is sent is read or refused, within the text, and what is read can be written and read again. */
    @Test
    void survivesAnyText() {
        String[] pieces = {
            "status",
            "상태",
            "\"",
            "'",
            "\\",
            "(",
            ")",
            "[",
            "]",
            ",",
            "=",
            "!=",
            "<",
            ">",
            "~",
            "!",
            "and",
            "OR",
            "not",
            "in",
            "is",
            "was",
            "changed",
            "during",
            "by",
            "from",
            "empty",
            "order",
            "by",
            "asc",
            " ",
            " ",
            " ",
            "\u0000",
            "\n",
            "😀",
            "\ud800",
            "-1d",
            "2026-11-22",
            "$1",
            "';drop table ticket.ticket;--",
            "%",
            "&",
            "|",
            "`",
            "“",
            "”"
        };
        Random random = new Random(11);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(3) == 0 ? "" : " ");
            }
            try {
                String written = Formatter.format(QueryReader.read(text.toString()));
                assertThat(Formatter.format(QueryReader.read(written))).isEqualTo(written);
                read++;
            } catch (QueryRefused refused) {
                assertThat(refused.problems())
                        .allSatisfy(problem -> assertThat(problem.place())
                                .satisfies(place -> assertThat(place.start()).isBetween(0, text.length()))
                                .satisfies(place -> assertThat(place.end()).isBetween(place.start(), text.length())));
            }
        }
        assertThat(read).as("some of them are queries").isPositive();
    }
}

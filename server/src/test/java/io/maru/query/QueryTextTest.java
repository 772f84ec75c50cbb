package io.maru.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maru.query.QueryTree.TreeClause;
import io.maru.query.QueryTree.TreeDirection;
import io.maru.query.QueryTree.TreeKind;
import io.maru.query.QueryTree.TreeOperand;
import io.maru.query.QueryTree.TreeOperandKind;
import io.maru.query.QueryTree.TreePart;
import io.maru.query.QueryTree.TreePredicate;
import io.maru.query.QueryTree.TreePredicateKind;
import io.maru.query.QueryTree.TreeSort;
import io.maru.query.QueryTree.TreeSubject;
import io.maru.query.QueryTree.TreeTest;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The language as text: what is read, how it is written, and what is said of what cannot be read. */
class QueryTextTest {

    private static final JsonMapper JSON = new JsonMapper();

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
        assertThat(throughTree(text)).isEqualTo(canonical);
    }

    /** A query that went through conditions as programs get and send them. */
    static String throughTree(String text) throws QueryRefused {
        String sent = JSON.writeValueAsString(QueryTree.of(QueryReader.read(text), any -> null));
        return JSON.readValue(sent, QueryTree.class).written();
    }

    @Test
    void conditionsSayWhatTheTextSays() throws QueryRefused {
        QueryTree tree = QueryTree.of(
                QueryReader.read(
                        "NOT (status WAS IN (Open, EMPTY) BY currentUser() OR cf[7] > 2) ORDER BY due DESC, key"),
                any -> "known");
        TreeSubject status = new TreeSubject("status", null, null, "known");
        assertThat(tree.where())
                .isEqualTo(new TreePart(
                        TreeKind.NOT,
                        List.of(new TreePart(
                                TreeKind.OR,
                                List.of(
                                        new TreePart(
                                                TreeKind.CLAUSE,
                                                List.of(),
                                                new TreeClause(
                                                        status,
                                                        TreeTest.WAS_IN,
                                                        List.of(
                                                                new TreeOperand(
                                                                        TreeOperandKind.VALUE, "Open", List.of()),
                                                                new TreeOperand(TreeOperandKind.EMPTY, "", List.of())),
                                                        List.of(new TreePredicate(
                                                                TreePredicateKind.BY,
                                                                List.of(new TreeOperand(
                                                                        TreeOperandKind.CALL,
                                                                        "currentUser",
                                                                        List.of()))))),
                                                "status WAS IN (Open, EMPTY) BY currentUser()"),
                                        new TreePart(
                                                TreeKind.CLAUSE,
                                                List.of(),
                                                new TreeClause(
                                                        new TreeSubject("cf", "7", null, "known"),
                                                        TreeTest.GREATER,
                                                        List.of(new TreeOperand(TreeOperandKind.VALUE, "2", List.of())),
                                                        List.of()),
                                                "cf[7] > 2")),
                                null,
                                null)),
                        null,
                        null));
        assertThat(tree.order().stream().map(TreeSort::direction)).containsExactly(TreeDirection.DESC, null);
    }

    @Test
    void conditionsThatAreNotCompleteAreRefused() {
        for (String sent : List.of(
                "{'kind': 'and', 'parts': []}",
                "{'kind': 'clause', 'parts': []}",
                "{'kind': 'text', 'parts': [], 'text': 'a = 1 ORDER BY b'}",
                "{'kind': 'text', 'parts': [], 'text': 'a ='}",
                "{'kind': 'clause', 'parts': [], 'clause': {'subject': {'name': 'a'}, 'test': '=', 'operands': [], 'predicates': []}}",
                "{'kind': 'clause', 'parts': [], 'clause': {'subject': {'name': 'a'}, 'test': 'CHANGED', 'operands': [],"
                        + " 'predicates': [{'kind': 'during', 'operands': []}]}}")) {
            QueryTree tree =
                    JSON.readValue(("{'where': " + sent + ", 'order': []}").replace('\'', '"'), QueryTree.class);
            assertThatThrownBy(tree::written).as(sent).isInstanceOf(QueryRefused.class);
        }
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
        String mixed = "NOT (a = 1 AND (b = 2 OR ".repeat(240) + "f(g(h(i(j(k)))))=1" + "))".repeat(240);
        assertThat(throughTree(mixed)).isEqualTo(Formatter.format(QueryReader.read(mixed)));
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
                assertThat(throughTree(text.toString())).isEqualTo(written);
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

package io.maru.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.search.Highlights.Piece;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text is found by, without a database: a question answers a text when the words of one are words of the other. */
class TextAnalyzerTest {

    private static final TextAnalyzer ANALYZER = new TextAnalyzer();

    @ParameterizedTest(name = "“{0}” finds “{1}”")
    @Tag("S03")
    @CsvSource(delimiter = '|', textBlock = """
            번역          | 번역을 부탁드립니다
            번역을        | 문서 번역 요청
            메일서버      | 메일 서버가 느립니다
            메일 서버     | 메일서버에 접속이 안 됩니다
            비밀번호      | 비밀 번호를 잊어버렸어요
            비밀번호 초기화 | 비밀번호를 초기화해 주세요
            VPN 접속      | VPN접속이 자꾸 끊깁니다
            vpn접속       | 재택 중 VPN에 접속할 수 없음
            ＶＰＮ         | vpn이 안돼요
            프린터        | 3층 프린터에서 종이가 걸렸습니다
            접속 끊김     | VPN 접속이 자꾸 끊깁니다
            느려요        | 인터넷이 느립니다
            메일 서버     | 사내 메일 서버가 멈춤
            입사자        | 신규 입사자 계정 신청
            재부팅        | 재부팅했더니 괜찮아졌습니다
            PC방          | pc방에서 접속
            노트북        | 노트 북이 켜지지 않아요
            메일          | Outlook메일이안와요
            권한신청      | ERP 조회 권한을 신청합니다
            그룹웨어      | 그룹웨어에서 결재 문서가 열리지 않음
            printing      | The printer has not printed since Monday
            licence       | Two Figma licences, please
            connection    | It cannot connect
            café          | The Cafe on the 7th floor
            IT-123        | 어제 it-123에서 말씀드린 것과 같습니다
            windows 11    | Windows11 업데이트 후 느려짐
            windows11     | Windows 11 update
            e-mail        | my email is gone
            c++           | a licence for C++Builder and C++
            192.168.0.1   | 192.168.0.1에 ping이 안 갑니다
            example.com   | kim@example.com으로 보내 주세요
            東京          | 東京都 지사 네트워크
            user          | the user's laptop
            """)
    void findsWhatPeopleMean(String asked, String text) {
        assertThat(answers(asked, false, text))
                .as("%s in %s", TextQuestion.of(asked, false, ANALYZER), lexemes(text))
                .isTrue();
    }

    @Tag("S03")
    @ParameterizedTest(name = "“{0}” does not find “{1}”")
    @CsvSource(delimiter = '|', textBlock = """
            IT-123        | IT 부서의 123번 자리
            서버          | 메일이 오지 않습니다
            print         | 3층 스캐너
            A4            | Audi 4 meetings
            노트북        | 노트 한 권과 북
            """)
    void doesNotFindWhatIsSomethingElse(String asked, String text) {
        assertThat(answers(asked, false, text)).isFalse();
    }

    @ParameterizedTest(name = "“{0}”, unfinished, finds “{1}”")
    @CsvSource(delimiter = '|', textBlock = """
            프린          | 프린터가 고장났습니다
            메일서        | 메일서버 점검
            connecti      | The connection is lost
            192.168       | 192.168.0.1 is down
            IT-12         | IT-123과 같은 현상
            vp            | VPN접속 불가
            """)
    void theLastWordMayBeUnfinished(String asked, String text) {
        assertThat(answers(asked, true, text))
                .as("%s in %s", TextQuestion.of(asked, true, ANALYZER), lexemes(text))
                .isTrue();
    }

    @Test
    void aQuestionIsReadAsPeopleWriteIt() {
        assertThat(question("프린터 \"종이 걸림\" -스캐너 print*")).isEqualTo("('프린터'&('종이'<->'걸림')&!'스캐너'&'print':*)");
        assertThat(question("monitor OR screen broken")).isEqualTo("(('monitor'|'screen')&'broken')");
        assertThat(question("“never closed")).isEqualTo("('never'<->'closed')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\"", "-", "-메일", "OR", "* * *", "자꾸 그리고", "the of", "\0\ud800\\'!&|()<->:*"})
    void whatCannotBeLookedForIsNothing(String asked) {
        assertThat(TextQuestion.of(asked, false, ANALYZER)).isInstanceOf(TextQuestion.Nothing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b\\c", "'; drop table x; --", "x:*A & y", "\ud800메일\udc00", "!''\\''x"})
    void nothingThatIsAskedIsPartOfTheLanguageItIsAskedIn(String hostile) {
        String asked = question(hostile);

        assertThat(asked.replaceAll("'[^'\\\\]*'", "").replaceAll("[&|!()]|<->|:\\*", ""))
                .isEmpty();
    }

    @Test
    void aWordWithoutEndIsFoundByItsBeginning() {
        String endless = "a".repeat(1_000_000);

        List<Word> words = ANALYZER.words(endless);

        assertThat(words).hasSize(1);
        assertThat(words.getFirst().parts().getFirst().surface()).hasSize(TextAnalyzer.LONGEST_WORD);
        assertThat(ANALYZER.words("가".repeat(100_000))).isNotEmpty();
    }

    @Test
    void aVectorStaysWithinWhatPostgresqlHolds() {
        DocumentVector vector = new DocumentVector();
        String words = java.util.stream.IntStream.range(0, 200_000)
                .mapToObj(number -> "w" + number + " again")
                .collect(Collectors.joining(" "));

        vector.add(ANALYZER.words(words), TextField.DESCRIPTION, false);

        assertThat(vector.toString().length()).isLessThan(1_500_000);
        assertThat(vector.toString().split("'again':")[1].split(" ")[0].split(","))
                .hasSizeLessThan(256);
    }

    @Test
    void namesOfWhatIsOfferedAreFoundTheSameWay() {
        ShortTexts texts = new ShortTexts(ANALYZER);

        assertThat(texts.asked("비밀번호를").isIn("비밀번호 초기화", "Reset a password")).isTrue();
        assertThat(texts.asked("passwor").isIn("비밀번호 초기화", "Reset a password")).isTrue();
        assertThat(texts.asked("비밀번호 프린터").isIn("비밀번호 초기화", "Reset a password")).isFalse();
        assertThat(texts.asked("").isIn("비밀번호 초기화")).isFalse();
    }

    @Test
    void whatWasFoundIsShownWhereItIsWritten() {
        Highlights highlights = new Highlights(ANALYZER);
        var wanted = Highlights.wanted(TextQuestion.of("메일서버 connect -없음", false, ANALYZER));

        assertThat(highlights.pieces("사내 메일 서버가 Connecting에서 멈춤", wanted))
                .containsExactly(
                        new Piece("사내 ", false),
                        new Piece("메일", true),
                        new Piece(" ", false),
                        new Piece("서버", true),
                        new Piece("가 ", false),
                        new Piece("Connecting", true),
                        new Piece("에서 멈춤", false));
    }

    @Test
    void anExcerptIsFromWhereTheWordsAre() {
        Highlights highlights = new Highlights(ANALYZER);
        var wanted = Highlights.wanted(TextQuestion.of("시동", false, ANALYZER));
        String text = "아무 말이나 씁니다. ".repeat(200) + "서버를 재시동했더니 괜찮아졌습니다. " + "끝. ".repeat(100);

        List<Piece> excerpt = highlights
                .excerpt(new io.maru.ticket.TicketTexts.Text(text, false), wanted)
                .orElseThrow();

        assertThat(excerpt).contains(new Piece("시동", true));
        assertThat(excerpt.stream().mapToInt(piece -> piece.text().length()).sum())
                .isLessThan(250);
    }

    private static String question(String asked) {
        return Lexemes.asked(TextQuestion.of(asked, false, ANALYZER), Lexemes.Scope.OPEN, "");
    }

    /** What a text is found by; every two words that follow each other, too. */
    private static Set<String> lexemes(String text) {
        Set<String> lexemes = new TreeSet<>();
        String before = "";
        for (Word word : ANALYZER.words(TextAnalyzer.composed(text))) {
            if (word.whole() != null) {
                lexemes.add(word.whole());
            }
            if (word.run() != null) {
                lexemes.add(word.run().text());
            }
            for (Word.Part part : word.parts()) {
                lexemes.add(part.surface());
                lexemes.add(part.stem());
                lexemes.add(before + " " + part.surface());
                before = part.surface();
            }
        }
        return lexemes;
    }

    private static boolean answers(String asked, boolean typing, String text) {
        return answers(TextQuestion.of(asked, typing, ANALYZER), lexemes(text));
    }

    private static boolean answers(TextQuestion question, Set<String> lexemes) {
        return switch (question) {
            case TextQuestion.All all -> all.of().stream().allMatch(each -> answers(each, lexemes));
            case TextQuestion.Any any -> any.of().stream().anyMatch(each -> answers(each, lexemes));
            case TextQuestion.Not not -> !answers(not.what(), lexemes);
            case TextQuestion.Lexeme lexeme -> lexemes.stream().anyMatch(lexeme::isMet);
            case TextQuestion.Phrase phrase -> lexemes.contains(String.join(" ", phrase.words()));
            case TextQuestion.Nothing nothing -> false;
        };
    }
}

package io.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {

    @Test
    void keepsWhatPeopleWrite() {
        String html = "<h2>장애</h2><p>서버 <strong>3대</strong> 재시작 👩‍💻</p><ul><li>가</li><li>나</li></ul>";

        RichText text = RichText.of(html);

        assertThat(Jsoup.parseBodyFragment(text.html()).body().html())
                .isEqualTo(Jsoup.parseBodyFragment(html).body().html());
        assertThat(text.text()).isEqualTo("장애\n서버 3대 재시작 👩‍💻\n- 가\n- 나");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://tracker.example/pixel.png\">",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<details open ontoggle=alert(1)>x</details>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<iframe src=\"//evil.example\"></iframe>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
                "<form action=//evil.example><input name=password></form>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>"
            })
    void dropsWhatCouldAct(String hostile) {
        RichText text = RichText.of("<p>before</p>" + hostile + "<p>after</p>");

        assertThat(Jsoup.parseBodyFragment(text.html())
                        .select("script,svg,iframe,form,input,style,details,math,[onerror],[onload],[style],img"))
                .isEmpty();
        assertThat(text.html()).doesNotContainIgnoringCase("javascript:").doesNotContain("data:text");
        assertThat(text.text()).contains("before").contains("after");
    }

    @Test
    void showsOwnImagesOnly() {
        String own = "<img src=\"/api/attachments/0b7a7a52-93c5-4e50-8a8c-2d6c8e8a4f10\" alt=\"화면\" />";

        assertThat(RichText.of(own).html())
                .contains("/api/attachments/0b7a7a52")
                .contains("alt=\"화면\"");
    }

    @Test
    void isEmptyWhenNothingIsLeftToRead() {
        assertThat(RichText.of("<p> </p><p><br></p>").isEmpty()).isTrue();
        assertThat(RichText.of("<script>alert(1)</script>").isEmpty()).isTrue();
    }

    @Test
    void takesPlainTextLiterally() {
        RichText text = RichText.ofPlain("1 < 2 & <b>x</b>\nnext\n\nparagraph\0");

        assertThat(text.text()).isEqualTo("1 < 2 & <b>x</b>\nnext\nparagraph");
        assertThat(text.html()).doesNotContain("<b>");
    }

    @Test
    void cleansTwiceAsOnce() {
        String once = RichText.of("<p>a <a href=\"https://example.com/?a=1&b=2\">link</a> &amp; 'quote'</p>")
                .html();

        assertThat(RichText.of(once).html()).isEqualTo(once);
    }

    @Test
    void personsAreMentionedByTheirIdsAndByNothingElse() {
        RichText text = RichText.of("<p><span data-mention=\"7\" onclick=\"x\">@김지원</span>"
                + "<span data-mention=\"7; drop\">@x</span><a data-mention=\"8\">y</a></p>");
        assertThat(text.mentions()).containsExactly(7L);
        assertThat(text.html()).contains("<span data-mention=\"7\">").doesNotContain("onclick", "drop");
        assertThat(text.text()).isEqualTo("@김지원@xy");
    }
}

package io.maru.attachment.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AbstractParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.XHTMLContentHandler;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Documents of Hangul as XML in a zip (HWPX, KS X 6101): the text elements of the sections, in their order. */
final class HwpxParser extends AbstractParser {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_NAME = 40;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.application("hwp+zip"));
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        XHTMLContentHandler text = new XHTMLContentHandler(handler, metadata);
        text.startDocument();
        try (ZipFile zip = new ZipFile(TikaInputStream.get(stream).getFile())) {
            List<? extends ZipEntry> sections = zip.stream()
                    .filter(entry -> entry.getName().matches("Contents/section[0-9]+\\.xml")
                            && entry.getName().length() < LONGEST_NAME)
                    .sorted(Comparator.<ZipEntry>comparingInt(
                                    entry -> entry.getName().length())
                            .thenComparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry section : sections) {
                try (InputStream content = zip.getInputStream(section)) {
                    XMLReaderUtils.parseSAX(content, new Section(text), context);
                }
            }
        }
        text.endDocument();
    }

    private static final class Section extends DefaultHandler {

        private final XHTMLContentHandler text;
        private int inText;

        Section(XHTMLContentHandler text) {
            this.text = text;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (name.equals("t")) {
                inText++;
            } else if (name.equals("p")) {
                text.startElement("p");
            } else if (name.equals("tab") || name.equals("lineBreak")) {
                text.characters(" ");
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            if (name.equals("t")) {
                inText--;
            } else if (name.equals("p")) {
                text.endElement("p");
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) throws SAXException {
            if (inText > 0) {
                text.characters(characters, start, length);
            }
        }
    }
}

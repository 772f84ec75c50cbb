package io.maru.attachment.reader;

import io.maru.attachment.reader.ReaderProgram.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** What is written in a file, with bounds on all that a file can make large. */
final class FileText {

    /** A picture of a scan is none of these; what is in another file is read with it. */
    private static final int MOST_EMBEDDED = 50;

    private static final int DEEPEST_EMBEDDED = 2;

    /** Of one part of a zipped document, unpacked. */
    private static final long LARGEST_PART = 200_000_000;

    private static final long PDF_IN_MEMORY = 64_000_000;

    record Answer(Reading reading, String text) {}

    private final int longest;
    private final AutoDetectParser parser;

    FileText(int longest) {
        this.longest = longest;
        ZipSecureFile.setMaxEntrySize(LARGEST_PART);
        ZipSecureFile.setMaxTextSize(LARGEST_PART);
        TikaConfig tika = TikaConfig.getDefaultConfig();
        this.parser = new AutoDetectParser(tika.getDetector(), tika.getParser(), new HwpxParser());
    }

    Answer of(Path file, String name) {
        WriteOutContentHandler written = new WriteOutContentHandler(longest);
        Reading reading = read(file, name, new BodyContentHandler(written));
        boolean some = reading == Reading.READ || reading == Reading.CUT_SHORT;
        return new Answer(reading, some ? ReaderProgram.inOneLine(written.toString()) : "");
    }

    // Whatever a parser throws on whatever it is given, the next file has nothing to do with it.
    private Reading read(Path file, String name, ContentHandler written) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream content = TikaInputStream.get(file)) {
            parser.parse(content, written, metadata, context());
            return Reading.READ;
        } catch (EncryptedDocumentException locked) {
            return Reading.ENCRYPTED;
        } catch (SAXException | TikaException | IOException | RuntimeException | StackOverflowError e) {
            return WriteLimitReachedException.isWriteLimitReached(e) ? Reading.CUT_SHORT : Reading.MALFORMED;
        }
    }

    private ParseContext context() {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(EmbeddedDocumentExtractor.class, new Embedded(context));
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setMaxMainMemoryBytes(PDF_IN_MEMORY);
        context.set(PDFParserConfig.class, pdf);
        OfficeParserConfig office = new OfficeParserConfig();
        // Reads parts as they come, which takes no memory.
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    private static final class Embedded extends ParsingEmbeddedDocumentExtractor {

        private int files;
        private int depth;

        Embedded(ParseContext context) {
            super(context);
        }

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return files < MOST_EMBEDDED && depth < DEEPEST_EMBEDDED && super.shouldParseEmbedded(metadata);
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws SAXException, IOException {
            files++;
            depth++;
            try {
                super.parseEmbedded(stream, handler, metadata, outputHtml);
            } finally {
                depth--;
            }
        }
    }
}

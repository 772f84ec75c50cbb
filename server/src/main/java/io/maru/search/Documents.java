package io.maru.search;

import io.maru.search.TextIndex.Document;
import io.maru.ticket.TicketTexts.FileText;
import io.maru.ticket.TicketTexts.Text;
import io.maru.ticket.TicketTexts.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Makes documents of tickets. */
@Component
class Documents {

    /** Of one ticket, in characters; the oldest comments and the files of a longer one are not found. */
    private static final int MOST_CHARACTERS = 400_000;

    private final TextAnalyzer analyzer;

    Documents(TextAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Equal when all that is written is, and all else by which a document is found. */
    static long fingerprint(Texts ticket, List<FileText> inFiles) {
        MessageDigest digest = sha256();
        put(digest, ticket.key());
        put(digest, Long.toString(ticket.deskId()));
        put(digest, ticket.type().key());
        put(digest, ticket.summary());
        put(digest, ticket.description());
        ticket.labels().forEach(label -> put(digest, "label " + label));
        ticket.answers().forEach(answer -> put(digest, "answer " + answer));
        ticket.comments().forEach(comment -> put(digest, (comment.internal() ? "note " : "comment ") + comment.text()));
        ticket.fileNames().forEach(name -> put(digest, (name.internal() ? "internal file " : "file ") + name.text()));
        inFiles.forEach(file -> put(digest, (file.internal() ? "in internal file " : "in file ") + file.text()));
        new TreeSet<>(ticket.concerned()).forEach(person -> put(digest, "person " + person));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void put(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param changedAt when what is written was last changed */
    Document document(Texts ticket, List<FileText> inFiles, long fingerprint, Instant changedAt) {
        DocumentVector vector = new DocumentVector();
        vector.add(Lexemes.desk(ticket.deskId()));
        vector.add(Lexemes.type(ticket.type().key()));
        ticket.concerned().forEach(person -> vector.add(Lexemes.person(person)));
        for (int power : Lexemes.STRETCHES) {
            vector.add(Lexemes.stretch(power, changedAt.getEpochSecond()));
            vector.add(Lexemes.stretch(power, changedAt.getEpochSecond(), ticket.deskId()));
        }
        Writer writer = new Writer(vector);
        writer.write(List.of(new Text(ticket.summary(), false)), TextField.SUMMARY);
        String key = ticket.key().toLowerCase(Locale.ROOT);
        vector.addKey(key);
        vector.add(key.substring(key.lastIndexOf('-') + 1));
        writer.write(texts(ticket.labels()), TextField.ANSWERS_AND_FILES);
        writer.write(List.of(new Text(ticket.description(), false)), TextField.DESCRIPTION);
        writer.write(texts(ticket.answers()), TextField.ANSWERS_AND_FILES);
        writer.write(ticket.fileNames(), TextField.ANSWERS_AND_FILES);
        writer.write(ticket.comments(), TextField.COMMENT);
        writer.write(
                inFiles.stream()
                        .map(file -> new Text(file.text(), file.internal()))
                        .toList(),
                TextField.ANSWERS_AND_FILES);
        return new Document(ticket.id(), ticket.deskId(), ticket.version(), fingerprint, changedAt, vector);
    }

    private static List<Text> texts(List<String> texts) {
        return texts.stream().map(text -> new Text(text, false)).toList();
    }

    private final class Writer {

        private final DocumentVector vector;
        private int left = MOST_CHARACTERS;

        Writer(DocumentVector vector) {
            this.vector = vector;
        }

        void write(List<Text> texts, TextField field) {
            for (Text text : texts) {
                String taken =
                        text.text().substring(0, Math.min(left, text.text().length()));
                left -= taken.length();
                vector.add(analyzer.words(TextAnalyzer.composed(taken)), field, text.internal());
            }
        }
    }
}

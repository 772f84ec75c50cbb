package io.maru.people.web;

import io.maru.platform.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/** A person's own language once they are known, else the first of ours that their browser asks for. */
class CallersLanguage implements LocaleResolver {

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(SignedIn.class.getName()) instanceof SignedIn signedIn) {
            return signedIn.getPrincipal().language().locale();
        }
        return Collections.list(request.getLocales()).stream()
                .filter(asked ->
                        asked.getLanguage().equals("ko") || asked.getLanguage().equals("en"))
                .findFirst()
                .map(asked -> Language.of(asked).locale())
                .orElse(Language.EN.locale());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("A person's language is part of the person");
    }
}

package io.maru.field;

import io.maru.platform.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An amount of one currency, exact to the last of the currency's digits. */
record Money(BigDecimal amount, Currency currency) {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");

    /** Metals and other units without a smallest coin are no currencies one pays in. */
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    static boolean canBeCounted(@Nullable String code) {
        return code != null && CODES.contains(code);
    }

    /** A decimal number as programs write it; none when it is not one. */
    static Optional<BigDecimal> amount(String text) {
        return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** What {@link #json} gave. */
    static Money of(JsonNode kept) {
        return new Money(
                new BigDecimal(kept.path("amount").asString()),
                Currency.getInstance(kept.path("currency").asString()));
    }

    JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "amount",
                        amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY)
                                .toPlainString())
                .put("currency", currency.getCurrencyCode());
    }

    String shown(Language language) {
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(amount);
    }
}

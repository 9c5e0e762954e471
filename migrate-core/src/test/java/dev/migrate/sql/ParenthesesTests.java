package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParenthesesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "(a)          | (a)",
                "(a(b)c)d     | (a(b)c)",
                "(')')d       | (')')",
                "()           | ()",
                "(a(b)        | \"\"",
                "(a /*)*/ b)c | (a /*)*/ b)"
            })
    void findsTheClosingParenthesis(String text, String group) {
        List<Token> tokens = tokens(text);
        assertThat(text(tokens.subList(0, Parentheses.closing(tokens, 0) + 1))).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a,b            | a;b",
                "a(b,c),d       | a(b,c);d",
                "a(b,(c,d),e),f | a(b,(c,d),e);f",
                "','            | ','",
                "a),b           | a);b",
                "a,             | a;"
            })
    void splitsAtTheCommasOutsideParentheses(String text, String parts) {
        assertThat(Parentheses.splitAtCommas(tokens(text)).stream()
                        .map(ParenthesesTests::text)
                        .collect(Collectors.joining(";")))
                .isEqualTo(parts);
    }

    @Test
    void returnsOneEmptyPartForNoTokens() {
        assertThat(Parentheses.splitAtCommas(List.of())).containsExactly(List.of());
    }

    private static List<Token> tokens(String text) {
        return new PostgresLexer().tokens(text);
    }

    private static String text(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }
}

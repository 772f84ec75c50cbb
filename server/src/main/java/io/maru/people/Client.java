package io.maru.people;

/**
 * From where somebody signs in, as their list of sessions shows it.
 *
 * @param address the network address the request came from
 * @param userAgent what the browser calls itself; at most 300 characters are kept
 */
public record Client(String address, String userAgent) {

    public Client {
        userAgent = userAgent.replace("\0", "");
        if (userAgent.length() > 300) {
            userAgent = userAgent.substring(0, 300);
        }
    }
}

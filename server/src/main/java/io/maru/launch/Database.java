package io.maru.launch;

/** Where the database is and how to be let in. The password never appears in its text. */
record Database(String url, String user, String password) {

    /** The address without parameters, which may hold secrets. */
    String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return user + "@" + address();
    }
}

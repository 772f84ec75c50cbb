@org.jspecify.annotations.NullMarked
package io.maru.connection;

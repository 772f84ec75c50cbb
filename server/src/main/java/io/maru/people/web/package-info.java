/** The ways in over HTTP, and the addresses of people. Set-up uses the session cookie from here. */
@NullMarked
@NamedInterface("web")
package io.maru.people.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

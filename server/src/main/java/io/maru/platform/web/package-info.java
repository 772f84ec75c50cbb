@NullMarked
@NamedInterface("web")
package io.maru.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

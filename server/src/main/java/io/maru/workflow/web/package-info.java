/** Workflows over HTTP, and how they are shown wherever they are shown. */
@NullMarked
@NamedInterface("web")
package io.maru.workflow.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

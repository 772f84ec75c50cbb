@NullMarked
package io.maru.export.web;

import org.jspecify.annotations.NullMarked;

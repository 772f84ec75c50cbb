@NullMarked
package io.maru.template.web;

import org.jspecify.annotations.NullMarked;

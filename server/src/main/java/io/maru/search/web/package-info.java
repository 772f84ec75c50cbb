@NullMarked
package io.maru.search.web;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.maru.query.web;

import org.jspecify.annotations.NullMarked;

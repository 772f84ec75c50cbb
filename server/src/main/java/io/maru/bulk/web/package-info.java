@NullMarked
package io.maru.bulk.web;

import org.jspecify.annotations.NullMarked;

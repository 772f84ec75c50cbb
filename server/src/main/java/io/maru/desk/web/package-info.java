@NullMarked
package io.maru.desk.web;

import org.jspecify.annotations.NullMarked;

package io.maru.platform.web;

import io.maru.platform.RequiredMembers;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.module.SimpleModule;

@Configuration
class WebConfiguration implements WebMvcConfigurer {

    /** Query parameters name enum constants in lower case, as JSON does. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        ApplicationConversionService.addApplicationConverters(registry);
    }

    @Bean
    JsonMapperBuilderCustomizer requiredMembers() {
        return builder ->
                builder.addModule(new SimpleModule("required-members").setDeserializerModifier(new RequiredMembers()));
    }
}

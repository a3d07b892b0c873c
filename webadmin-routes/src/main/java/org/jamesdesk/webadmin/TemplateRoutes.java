package org.jamesdesk.webadmin;

import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.configuration.Configurations;
import spark.Service;

/** {@code /desk/templates}: what the desk writes by itself, in every department that has no words of its own (R35). */
public final class TemplateRoutes implements Routes {
    private static final String BASE = "/desk/templates";
    private static final String ALL = "/desk/templates";
    private static final String ONE = ALL + "/:name";

    private final TemplateActions templates;
    private final RouteAnswers answers;

    @Inject
    public TemplateRoutes(Configurations configurations, JsonTransformer json) {
        this.templates = new TemplateActions(configurations);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(ALL, answers.json(templates::list));
        service.get(ONE, answers.json(templates::get));
        service.put(ONE, answers.knowing(TemplateActions.LANGUAGE).bytes(templates::put));
        service.delete(ONE, answers.knowing(TemplateActions.LANGUAGE).bytes(templates::delete));
        service.post(ONE + "/preview", answers.knowing(TemplateActions.LANGUAGE).json(templates::preview));
    }
}

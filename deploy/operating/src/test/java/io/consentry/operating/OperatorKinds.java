package io.consentry.operating;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Map;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Kinds whose makers publish no classes: of each, the fields that our manifests use, by name and type as they stand in CloudNativePG's
 * {@code api/v1/cluster_types.go} (1.25 and later; parameters that its {@code postgresql_conf.md} fixes may not be set) and in Keycloak's
 * {@code operator/crds/v2alpha1} (26). A field that is not here must be looked up there before it is added.
 */
final class OperatorKinds {

    private OperatorKinds() {}

    record PostgresCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                String imageName,
                int instances,
                boolean enableSuperuserAccess,
                Bootstrap bootstrap,
                Postgresql postgresql,
                Storage storage,
                Storage walStorage,
                ResourceRequirements resources,
                Affinity affinity) {}

        record Bootstrap(Initdb initdb) {}

        record Initdb(String encoding, String localeProvider, String builtinLocale) {}

        record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

        record Synchronous(Method method, int number, Durability dataDurability) {}

        enum Method {
            any,
            first
        }

        enum Durability {
            required,
            preferred
        }

        record Storage(String size) {}

        record Affinity(boolean enablePodAntiAffinity, String podAntiAffinityType, String topologyKey) {}
    }

    record Keycloak(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                int instances,
                Db db,
                Http http,
                Hostname hostname,
                Proxy proxy,
                Switch ingress,
                Switch networkPolicy,
                BootstrapAdmin bootstrapAdmin,
                ResourceRequirements resources,
                Unsupported unsupported) {}

        record Db(
                String vendor,
                String host,
                int port,
                String database,
                SecretKeySelector usernameSecret,
                SecretKeySelector passwordSecret,
                int poolMinSize,
                int poolMaxSize) {}

        record Http(boolean httpEnabled, int httpPort) {}

        record Hostname(String hostname, boolean backchannelDynamic) {}

        record Proxy(String headers) {}

        record Switch(boolean enabled) {}

        record BootstrapAdmin(User user) {}

        record User(String secret) {}

        record Unsupported(PodTemplateSpec podTemplate) {}
    }

    record KeycloakRealmImport(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(String keycloakCRName, Map<String, Placeholder> placeholders, RealmRepresentation realm) {}

        record Placeholder(SecretKeySelector secret) {}
    }
}

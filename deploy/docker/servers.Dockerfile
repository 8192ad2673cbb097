# The servers of docker-compose.yml: the published images and what Consentry needs of them, so that nothing is mounted but data.

FROM postgres:18 AS postgres
COPY --chmod=755 deploy/docker/consentry-postgres deploy/docker/consentry-databases /usr/local/bin/
COPY --chmod=644 platform/servers/src/main/resources/consentry/init.sql /usr/local/share/consentry/
ENV PGDATA=/var/lib/postgresql/18/docker
USER postgres
ENTRYPOINT ["consentry-postgres"]

FROM apache/kafka:4.1.1 AS kafka
USER root
# A new volume takes over the owner of the directory it is mounted on.
RUN mkdir -p /var/lib/kafka/data && chown 1000:1000 /var/lib/kafka/data
COPY --chmod=755 deploy/docker/kafka-answers /usr/local/bin/
USER 1000:1000

FROM quay.io/keycloak/keycloak:26.7.3 AS keycloak-build
# The same as KeycloakDistribution.BUILD. What is built here need not be built at each start, in a file system that is read-only then.
RUN /opt/keycloak/bin/kc.sh build --db=postgres --transaction-xa-enabled=false --health-enabled=false --metrics-enabled=false \
      --features-disabled=authorization,ciba,device-flow,kerberos,organization,par,impersonation,admin-fine-grained-authz,recovery-codes,passkeys,token-exchange-standard,workflows,opentelemetry

FROM quay.io/keycloak/keycloak:26.7.3 AS keycloak
# Only what the build made: it also touches every library, which would be in the image twice.
COPY --from=keycloak-build /opt/keycloak/lib/quarkus/ /opt/keycloak/lib/quarkus/
COPY --chmod=755 deploy/docker/answers /usr/local/bin/
# Keycloak itself replaces ${OPERATOR_SECRET} and the like by environment variables when it imports the realm.
COPY --chmod=644 deploy/keycloak/realm.json /opt/keycloak/data/import/consentry-realm.json
CMD ["start", "--optimized", "--import-realm"]

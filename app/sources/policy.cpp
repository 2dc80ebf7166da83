// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/policy.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkProxy>

namespace skizze::sources {

namespace {

/// 1 or 0. A value that nobody understands was meant to say something: the careful reading is no.
bool allowed(const QSettings& values, const QString& name) {
  if (!values.contains(name)) return true;
  return values.value(name).toString().trimmed() == QLatin1String("1");
}

void read_proxy(const QSettings& values, Policy& policy) {
  const QString mode = values.value(QStringLiteral("ProxyMode")).toString().trimmed().toLower();
  if (mode == QLatin1String("none")) policy.proxy_mode = Policy::ProxyMode::none;
  if (mode != QLatin1String("manual")) return;
  const QUrl server(QStringLiteral("http://") + values.value(QStringLiteral("ProxyServer")).toString().trimmed(), QUrl::StrictMode);
  if (!server.isValid() || server.host().isEmpty() || server.port() < 1 || !server.path().isEmpty() || !server.userInfo().isEmpty()) return;
  policy.proxy_mode = Policy::ProxyMode::manual;
  policy.proxy_host = server.host().toStdString();
  policy.proxy_port = static_cast<std::uint16_t>(server.port());
}

/// %NAME% as Windows writes it; an unknown name stays as it is.
QString with_environment(QString text) {
  static const QRegularExpression variable(QStringLiteral("%([A-Za-z_][A-Za-z0-9_]*)%"));
  qsizetype from = 0;
  for (auto match = variable.match(text, from); match.hasMatch(); match = variable.match(text, from)) {
    const QByteArray name = match.captured(1).toUtf8();
    const QString value = qEnvironmentVariableIsSet(name.constData()) ? qEnvironmentVariable(name.constData()) : match.captured(0);
    text.replace(match.capturedStart(), match.capturedLength(), value);
    from = match.capturedStart() + value.size();
  }
  return text;
}

bool is_this_computer(const QString& host) {
  const QHostAddress address(host);
  return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || address.isLoopback();
}

class PolicyProxies final : public QNetworkProxyFactory {
 public:
  explicit PolicyProxies(const Policy& policy)
      : m_mode(policy.proxy_mode), m_manual(QNetworkProxy::HttpProxy, QString::fromStdString(policy.proxy_host), policy.proxy_port) {}

  QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
    if (m_mode == Policy::ProxyMode::none || is_this_computer(query.peerHostName())) return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (m_mode == Policy::ProxyMode::manual) return {m_manual};
    return systemProxyForQuery(query);
  }

 private:
  Policy::ProxyMode m_mode;
  QNetworkProxy m_manual;
};

}  // namespace

Policy read_policy(const std::string& place) {
  const QString name = QString::fromStdString(place);
  const bool registry = name.startsWith(QLatin1String("HKEY_"));
  const QSettings values(name, registry ? QSettings::NativeFormat : QSettings::IniFormat);
  Policy policy;
  read_proxy(values, policy);
  policy.plugins_allowed = allowed(values, QStringLiteral("PluginsAllowed"));
  policy.phone_server_allowed = allowed(values, QStringLiteral("PhoneServerAllowed"));
  policy.data_folder = with_environment(values.value(QStringLiteral("DataFolder")).toString().trimmed()).toStdString();
  return policy;
}

const Policy& policy() {
#ifdef Q_OS_WIN
  static const Policy ours = read_policy("HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Stadtskizze");
#else
  static const Policy ours = read_policy("/etc/stadtskizze/policy.ini");
#endif
  return ours;
}

std::unique_ptr<QNetworkProxyFactory> proxies_of(const Policy& policy) { return std::make_unique<PolicyProxies>(policy); }

}  // namespace skizze::sources

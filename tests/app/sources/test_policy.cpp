// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/policy.h"

#include <QtNetwork/QNetworkProxy>
#include <QtTest/QtTest>

using skizze::sources::Policy;
using skizze::sources::proxies_of;
using skizze::sources::read_policy;

class TestPolicy : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_folder;

  Policy read(const char* text) {
    const QString path = m_folder.filePath(QStringLiteral("policy.ini"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) qFatal("cannot write");
    file.write(text);
    file.close();
    return read_policy(path.toStdString());
  }

  static QNetworkProxy way_to(const Policy& policy, const char* address) {
    return proxies_of(policy)->queryProxy(QNetworkProxyQuery(QUrl(QString::fromLatin1(address)))).value(0);
  }

 private Q_SLOTS:
  void without_a_policy_everything_is_as_the_system_has_it() {
    const Policy policy = read_policy(m_folder.filePath(QStringLiteral("absent.ini")).toStdString());
    QVERIFY(policy.proxy_mode == Policy::ProxyMode::system && policy.plugins_allowed && policy.phone_server_allowed &&
            policy.data_folder.empty());
  }

  void switches_forbid_when_they_are_not_understood() {
    QVERIFY(read("PluginsAllowed=1\nPhoneServerAllowed=1\n").plugins_allowed);
    const Policy policy = read("PluginsAllowed=0\nPhoneServerAllowed=maybe\n");
    QVERIFY(!policy.plugins_allowed);
    QVERIFY(!policy.phone_server_allowed);
  }

  void a_fixed_proxy_is_used_for_others_but_not_for_this_computer() {
    const Policy policy = read("ProxyMode=manual\nProxyServer=proxy.stadt.example:3128\n");
    QCOMPARE(way_to(policy, "https://tiles.example/1/2/3").hostName(), QStringLiteral("proxy.stadt.example"));
    QCOMPARE(way_to(policy, "https://tiles.example/1/2/3").port(), quint16(3128));
    for (const char* here : {"http://127.0.0.1:8080/", "http://localhost/", "http://[::1]:80/"})
      QVERIFY2(way_to(policy, here).type() == QNetworkProxy::NoProxy, here);
  }

  void no_proxy_means_none_whatever_the_system_says() {
    qputenv("http_proxy", "http://elsewhere.example:8080");
    QVERIFY(way_to(read("ProxyMode=none\n"), "http://tiles.example/").type() == QNetworkProxy::NoProxy);
    QCOMPARE(way_to(read("ProxyMode=system\n"), "http://tiles.example/").hostName(), QStringLiteral("elsewhere.example"));
    QVERIFY(way_to(read("ProxyMode=system\n"), "http://127.0.0.1/").type() == QNetworkProxy::NoProxy);
    qunsetenv("http_proxy");
  }

  void a_proxy_that_cannot_be_understood_is_that_of_the_system() {
    for (const char* server : {"", "proxy.example", "proxy.example:0", "proxy.example:99999", "name:word@proxy.example:3128",
                               "proxy.example:3128/path", ":3128"}) {
      const QByteArray text = QByteArray("ProxyMode=manual\nProxyServer=") + server + "\n";
      QVERIFY2(read(text.constData()).proxy_mode == Policy::ProxyMode::system, server);
    }
  }

  void the_data_folder_may_name_the_user() {
    qputenv("SKIZZE_TEST_HOME", "/home/planner");
    QCOMPARE(read("DataFolder=%SKIZZE_TEST_HOME%/Projekte\n").data_folder.string(), std::string("/home/planner/Projekte"));
    QCOMPARE(read("DataFolder=/srv/%SKIZZE_NOT_SET%/x\n").data_folder.string(), std::string("/srv/%SKIZZE_NOT_SET%/x"));
  }
};

QTEST_GUILESS_MAIN(TestPolicy)
#include "test_policy.moc"

// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QThread>
#include <QUrl>

#include "sources/policy.h"

namespace skizze::sources {

namespace {

/// Neither keeps nor sends cookies.
class NoCookies final : public QNetworkCookieJar {
 public:
  QList<QNetworkCookie> cookiesForUrl(const QUrl&) const override { return {}; }
  bool setCookiesFromUrl(const QList<QNetworkCookie>&, const QUrl&) override { return false; }
};

base::Error error_of(const QNetworkReply& reply, const std::string& url, bool too_large, std::size_t max_bytes) {
  using base::ErrorCode;
  if (too_large)
    return base::fail(ErrorCode::too_large, "sources.http_too_large", {{"url", url}, {"limit_mb", std::to_string(max_bytes >> 20U)}})
        .value();
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status != 0)
    return base::fail(ErrorCode::unreadable, "sources.http_status", {{"url", url}, {"status", std::to_string(status)}}).value();
  switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
      return base::fail(ErrorCode::not_found, "sources.http_unreachable", {{"url", url}}).value();
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError: return base::fail(ErrorCode::unreadable, "sources.http_timeout", {{"url", url}}).value();
    default: break;
  }
  return base::fail(ErrorCode::unreadable, "sources.http_broken", {{"url", url}, {"reason", reply.errorString().toStdString()}}).value();
}

bool is_answer(int status) { return (status >= 200 && status < 300) || status == 404 || status == 410; }

}  // namespace

struct Http::Impl {
  explicit Impl(HttpLimits wanted) : limits(wanted) {}

  HttpLimits limits;
  QThread thread;
  QNetworkAccessManager* manager = nullptr;  // lives on the thread

  void start(const std::string& url, const Done& done) {
    QNetworkRequest request(QUrl(QString::fromStdString(url), QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(5);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Stadtskizze"));
    request.setTransferTimeout(limits.timeout_ms);
    QNetworkReply* reply = manager->get(request);
    auto too_large = std::make_shared<bool>(false);
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [this, reply, too_large](qint64 received, qint64 total) {
      if (std::max(received, total) <= static_cast<qint64>(limits.max_bytes)) return;
      *too_large = true;
      reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply, url, done, too_large] {
      reply->deleteLater();
      const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
      const bool whole = reply->error() == QNetworkReply::NoError || status == 404 || status == 410;
      if (*too_large || !whole || !is_answer(status)) return done(tl::unexpected(error_of(*reply, url, *too_large, limits.max_bytes)));
      done(HttpAnswer{status, status < 300 ? reply->readAll().toStdString() : std::string()});
    });
  }
};

Http::Http(HttpLimits limits) : m_impl(std::make_unique<Impl>(limits)) {
  m_impl->manager = new QNetworkAccessManager;
  m_impl->manager->setCookieJar(new NoCookies);
  m_impl->manager->setProxyFactory(proxies_of(policy()).release());  // the manager owns it
  m_impl->manager->moveToThread(&m_impl->thread);
  QObject::connect(&m_impl->thread, &QThread::finished, m_impl->manager, &QObject::deleteLater);
  m_impl->thread.setObjectName(QStringLiteral("http"));
  m_impl->thread.start();
}

Http::~Http() {
  m_impl->thread.quit();
  m_impl->thread.wait();
}

void Http::get(const std::string& url, Done done) {
  QMetaObject::invokeMethod(
      m_impl->manager,
      [this, url, done = std::move(done)] {
        if (!is_web_address(url)) return done(base::fail(base::ErrorCode::refused, "sources.http_scheme", {{"url", url}}));
        m_impl->start(url, done);
      },
      Qt::QueuedConnection);
}

base::Result<HttpAnswer> Http::get_now(const std::string& url, base::CancelToken token) {
  struct Box {
    std::mutex mutex;
    std::condition_variable there;
    std::unique_ptr<base::Result<HttpAnswer>> answer;
  };
  const auto box = std::make_shared<Box>();
  get(url, [box](base::Result<HttpAnswer> answer) {
    const std::lock_guard lock(box->mutex);
    box->answer = std::make_unique<base::Result<HttpAnswer>>(std::move(answer));
    box->there.notify_one();
  });
  std::unique_lock lock(box->mutex);
  while (!box->answer) {
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    box->there.wait_for(lock, std::chrono::milliseconds(50));
  }
  return std::move(*box->answer);
}

bool is_web_address(const std::string& text) {
  const QUrl url(QString::fromStdString(text), QUrl::TolerantMode);
  return (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https")) && !url.host().isEmpty();
}

}  // namespace skizze::sources

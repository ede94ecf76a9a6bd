# 纪实 · 简体中文

## 通用
app-name = 纪实
app-motto = 手机记录，如实可查
back = 返回
close = 关闭
loading = 正在加载…
retry = 再试一次
list-separator = 、
device-name = 手机

## 导航
nav = 主导航
nav-feed = 动态
nav-compose = 写日志
nav-me = 我的
nothing-chosen = 选一条动态，在这里查看

## 时间
time-just-now = 刚刚
time-minutes-ago = { $minutes } 分钟前
time-today = 今天 { $time }
time-yesterday = 昨天 { $time }
time-this-year = { $month }月{ $day }日 { $time }
time-full = { $year }年{ $month }月{ $day }日 { $time }

## 启动与找不到
start-failed = 暂时打不开
missing-title = 没有这个页面
missing-words = 链接可能已失效。您的记录都在，没有受影响。
missing-home = 回到动态
moved-aside = 原来的数据文件打不开，已另存为“{ $name }”，没有删除。请联系管理员取回其中未送出的记录。

## 绑定手机
enrol-label = 一次性绑定码
enrol-help = 由本单位管理员发给您，只能使用一次。
enrol-go = 绑定这部手机
enrol-busy = 正在绑定…
enrol-foot = 一人一机：绑定后，这部手机就代表您本人。密钥只存在手机里，不会外传。

## 动态
feed-empty-title = 还没有动态
feed-empty-words = 您和同事写的日志会出现在这里。
feed-empty-go = 写第一条日志
feed-more = 加载更早的动态
feed-end = 已经到底了
moment-label = { $name }，{ $time }
text-more = 全文
text-less = 收起
like = 赞
like-label = 赞，已有 { $count } 人
unlike = 取消赞
likes-label = { $count } 人赞过
likes-more = {" "}等 { $count } 人
detail-title = 详情
detail-failed = 这条动态看不了

## 送达状态
delivery-waiting = 等待送出
delivery-waiting-long = 已保存在手机上，有信号时会自动送出
delivery-uploading = 正在送出 { $percent }%
delivery-sending = 正在送出
delivery-refused = 未被接收
refused-title = 这条日志未被接收
refused-safe = 接下来怎么办，由您决定。
refused-retry = 重试
refused-edit = 编辑后再发
refused-discard = 放弃这条
sync-waiting-safe = { $count } 条已保存在手机上，会自动送出。
sync-retry = 立即重试

## 回执
receipt-show = 查看回执
receipt-title = 回执
receipt-lead = 服务器已收到，并记录在案。
receipt-number = 存档编号
receipt-done-at = 发布时间
receipt-received-at = 收到时间
receipt-operation = 操作编号

## 照片与语音
photo-label = 照片 { $index }，共 { $total } 张
photo-counter = { $index } / { $total }
photo-previous = 上一张
photo-next = 下一张
photo-remove = 移除第 { $index } 张照片
photo-drop = 移除这张照片
photo-preparing = 处理中
photo-refused = 不能用
picture-failed = 点按重试
picture-again = 照片没有加载出来，点按重试
voice-play = 播放语音，{ $length }
voice-stop = 停止播放
voice-remove = 移除语音
voice-drop = 放弃录音
voice-finish = 结束录音
voice-hint = 点按录音，最长 5 分钟
voice-starting = 正在打开麦克风…
voice-saving = 正在保存…

## 位置
place = { $latitude } { $longitude } · 精度 { $metres } 米
place-age-now = 刚刚定位
place-age-seconds = { $seconds } 秒前定位
place-age-minutes = { $minutes } 分钟前定位
place-mock = 模拟位置
place-remove = 移除位置
place-hint = 点按才会定位
place-locating = 正在定位…

## 写日志
compose-title = 写日志
compose-text = 日志内容
compose-placeholder = 今天做了什么？
compose-count = { $count } / { $max }
compose-add-photo = 添加照片
compose-voice = 语音
compose-place = 所在位置
compose-send = 发送
compose-safe = 边写边存在手机上。没有信号也可以发送，恢复后自动送达。
compose-discard = 放弃草稿
compose-discard-title = 放弃这份草稿？
compose-discard-words = 文字、照片和语音会从这部手机上删除，不能恢复。
compose-keep = 继续写
compose-failed = 草稿暂时打不开

## 我的
me-sync = 送达
me-all-arrived = 全部记录都已送达
me-waiting = { $count } 条等待送出
me-refused = { $count } 条未被接收
me-next-try = 将在 { $time } 再试。
me-choices = 显示
me-language = 语言
me-theme = 外观
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
me-stored = 这部手机上存了什么
me-stored-moments = 您的日志、草稿和看过的动态。未送出的记录会一直保留，直到送达。
me-stored-place = 位置只在您点按时取一次，不在后台记录。
me-stored-key = 您的设备密钥，用来证明记录出自本人。

## 出错时：发生了什么，什么是安全的，怎么办
fault-unsupported-location = 这部设备没有定位功能。日志可以不带位置发送。
fault-unsupported-photos = 这部设备不能添加照片。文字和语音可以照常发送。
fault-unsupported-microphone = 这部设备不能录音。文字和照片可以照常发送。
fault-unsupported-storage = 这个浏览器不能可靠地保存数据。请换用较新的浏览器，或安装手机应用。
fault-denied-location = 没有定位权限。草稿已保存；请在系统设置里允许“纪实”使用位置，或不带位置发送。
fault-denied-photos = 没有相册或相机权限。草稿已保存；请在系统设置里允许“纪实”使用照片。
fault-denied-microphone = 没有麦克风权限。草稿已保存；请在系统设置里允许“纪实”使用麦克风。
fault-denied-storage = 浏览器不允许保存数据。请退出无痕模式，或在设置里允许本站保存数据。
fault-failed-location = 这次没有定到位。草稿已保存；请到开阔处再试，或不带位置发送。
fault-failed-photos = 照片没有读出来。草稿已保存；请再选一次。
fault-failed-microphone = 录音中断了。草稿已保存；请关闭占用麦克风的应用后再试。
fault-failed-storage = 手机没能存下这次改动。之前的内容都在；请重启应用后再试。
fault-not-enrolled = 这部手机还没有绑定。请先输入绑定码。
fault-not-a-recording = 这段录音不完整，没有添加。草稿已保存；请再录一次。
fault-not-found = 没有找到，可能已被撤回。您的其他记录不受影响。
fault-storage-full = 手机存储空间不足，刚才的改动没有保存。之前的内容都在；请清理空间后再试。
fault-storage = 手机没能存下刚才的改动。之前的内容都在；请重启应用后再试。
fault-other-tab = “纪实”已在另一个标签页打开。数据都在；请回到那个标签页，或关闭它后再试。
fault-engine-gone = 应用没有响应。已保存的内容都在；请刷新页面或重新打开应用。

trouble-unreachable = 现在没有网络连接。
trouble-slow = 网络太慢，服务器没有及时回应。
trouble-not-our-server = 网络要求先登录，请打开浏览器完成上网认证。
trouble-server-failed = 服务器出了问题（{ $status }），稍后会自动再试。
trouble-too-large-for-the-way = 当前网络不允许传这么大的文件，换个网络即可。
trouble-device-full = 手机存储空间不足，暂时收不到新内容。已写的都在；请清理空间。
trouble-busy = 服务器繁忙，{ $seconds } 秒后自动再试。

file-fetch = 打开文件 { $name }，{ $size }
file-fetching = 正在下载…
file-open = 打开
video-play = 播放视频，{ $length }

photo-not-a-photo = 这个文件不是照片，没有添加。草稿已保存；请选择 JPEG、PNG、WebP 或 GIF。
photo-heic = 这里打不开 HEIC 照片，没有添加。草稿已保存；请在相机设置里选“兼容性最佳”，或先转成 JPEG。
photo-truncated = 这张照片不完整，没有添加。草稿已保存；请重新下载或重拍一张。
photo-damaged = 这张照片已损坏，没有添加。草稿已保存；请换一张。
photo-too-many-pixels = 这张照片有 { $megapixels } 百万像素，最多 100。没有添加，草稿已保存；请缩小后再选。
photo-too-many-bytes = 这张照片有 { $megabytes } MB，最多 64。没有添加，草稿已保存；请缩小后再选。

moment-empty = 还没有内容。写一句话、加一张照片或录一段语音就可以发送。
moment-text-too-long = 文字超出 { $over } 个字。草稿已保存；请删减后再发送。
moment-control-character = 文字里有无法显示的控制字符。草稿已保存；请删去后再发送。
moment-too-many-photos = 最多 { $max } 张照片，多出的 { $over } 张没有添加。草稿已保存。
moment-too-many-voices = 一条日志只能带一段语音。草稿已保存；请先移除原来的。
moment-voice-length = 语音最长 5 分钟，且不能为空。草稿已保存；请重录。
moment-too-many-documents = 最多 { $max } 个文件。草稿已保存；请减少后再发。
moment-document-kind = 只能添加 PDF、Word、Excel、PPT 或文本文件。草稿已保存；请换一个。
moment-document-size = 文件最大 { $megabytes } MB，且不能为空。草稿已保存；请换一个。
moment-document-name = 文件名太长或无法显示。草稿已保存；请改名后再选。
moment-too-many-videos = 一条日志只能带一段视频。草稿已保存；请先移除原来的。
moment-video-length = 视频最长 { $seconds } 秒，且不能为空。草稿已保存；请剪短后再选。
moment-video-size = 视频最大 { $megabytes } MB。草稿已保存；请压缩后再选。
moment-attached-twice = 这张照片已经添加过了。草稿已保存。
moment-impossible-place = 定位结果不是有效的位置。草稿已保存；请移除后重新定位。

problem-malformed = 服务器读不懂这条记录，可能是应用版本过旧。内容仍在手机上；请更新应用后重试。
problem-unauthorised = 登录已过期。内容仍在手机上；应用会自动重新登录，请稍后重试。
problem-device-revoked = 这部手机已与您解除绑定。内容仍在手机上；请向本单位管理员领取新的绑定码。
problem-forbidden = 您没有做这件事的权限。内容仍在手机上；如有疑问请联系本单位管理员。
problem-wrong-code = 绑定码不对、已用过或已过期。请核对后重新输入，或向管理员要一个新的。
problem-not-found = 服务器上没有它，可能已被撤回。您的其他记录不受影响。
problem-method-not-allowed = 服务器不支持这项操作，可能是应用版本过旧。内容仍在手机上；请更新应用后重试。
problem-conflict = 服务器上已有编号相同、内容不同的记录。内容仍在手机上；请编辑后另发一条。
problem-tus-version = 服务器不支持这个版本的上传方式。内容仍在手机上；请更新应用后重试。
problem-too-large = 附件超过服务器的上限。内容仍在手机上；请去掉较大的附件后再发。
problem-unsupported-media = 服务器不接收这种附件。内容仍在手机上；请编辑，去掉或更换附件。
problem-range-not-satisfiable = 文件没有传完整。内容仍在手机上；请重试。
problem-invalid = 这条日志不符合规定，服务器没有接收。内容仍在手机上；请编辑后再发。
problem-bad-signature = 这部手机的签名与登记的不符。内容仍在手机上；请联系管理员重新绑定。
problem-media-missing = 有附件还没有传到服务器。内容仍在手机上；请重试。
problem-switched-off = 本县现行制度没有开通这项功能。您的其他记录不受影响。
problem-already-decided = 已经有人作出决定，以先到的为准。请刷新后查看结果。
problem-already-withdrawn = 对方已经撤回，不用再处理。
problem-already-returned = 这次请假已经销过假，不用再销。
problem-already-begun = 假期已经开始，不能撤回。提前回来请用“销假”。
problem-not-granted = 这次请假没有获批，不用销假。
problem-already-attended = 这个班次已经出勤或在假期内，不用补卡。
problem-already-asked = 这个班次的补卡申请还在等待审批，不用再提。
problem-overlap = 这几天已经有另一次请假。请改日期，或先撤回那一次。
problem-already-done = 这件事已经做过，不会重复计。之前的记录都在。
problem-already-lapsed = 这次申诉到期没有答复，已按本人意见生效，不能再决定。
problem-already-contested = 这笔分数已经申诉过，每笔只能申诉一次。
problem-already-delivered = 成果已经提交，正在等待验收。如需补充，请等退回后再交。
problem-already-accepted = 这项任务已经验收，不用再处理。
problem-already-cancelled = 这项任务已经取消，不用再处理。
problem-not-delivered = 这项任务还没有待验收的成果。
problem-clock-off = 手机时间与实际相差太多。内容仍在手机上；请在系统设置里打开“自动设置时间”后重试。
problem-too-late = 已经超过办理期限。内容仍在手机上；如有特殊情况请联系本单位领导。
problem-too-early = 还没到开放的日子。请到时再来。
problem-monthly-limit = 本月的补卡次数已经用完。如有特殊情况请联系考勤员。
problem-calendar-unpublished = 那一年的放假安排还没有公布，暂时算不出天数。请等公布后再提。
problem-only-days-off = 这几天本来就是休息日，不用请假。
problem-over-balance = 今年这类假的天数不够了。请减少天数，或换一种假。
problem-read-too-fast = 阅读时间还不够。进度已保存；请读完再交。
problem-daily-cap = 今天的次数已经用完，明天可以继续。
problem-evidence-missing = 还缺要求的照片、位置或文件。内容已保存；请补上再交。
problem-over-parent = 各部分的奖扣分加起来超过了原任务。请减少后再发布。
problem-due-after-parent = 分解任务的期限不能晚于原任务。请改早后再发布。
problem-not-the-head = 交给单位的任务由主要负责人承担。请刷新后重新选择单位。
problem-too-many-requests = 尝试次数太多。请稍等一会儿再试。
problem-too-many-requests-seconds = 尝试次数太多。请等 { $seconds } 秒后再试。
problem-checksum-mismatch = 文件在传输中损坏了。原件仍在手机上；请重试。
problem-internal = 服务器出了问题，没有保存。内容仍在手机上；请稍后重试。
problem-unavailable = 服务器正在维护。内容仍在手机上；请稍后重试。

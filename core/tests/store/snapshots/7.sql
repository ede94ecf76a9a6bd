-- A database as version 7 of the schema left it: that of version 6, upgraded, with an operation that was tried again, a leave
-- being asked for, and the places of moments and results as they were told then.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE draft (
    id BLOB NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    place TEXT,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, task BLOB, form TEXT, fields TEXT) STRICT;
INSERT INTO "draft" VALUES(X'019AF232B20070078275ED303515D10E','写了一半',NULL,2,1765000000000,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(X'019AF232B20070078275ED303515D1FF','结果写了一半',NULL,3,1765000000001,X'019AF232B20070078275ED303515D1AA',NULL,NULL);
INSERT INTO "draft" VALUES(X'019AF232B30070008000000000000006','',NULL,1,1765000000000,NULL,'{"form":"task","parent":null}','{"title":"修渠"}');
INSERT INTO "draft" VALUES(X'019AF232B30070008000000000000007','回老家',NULL,2,1765000400000,NULL,'{"form":"leave"}','{"kind":"annual"}');
CREATE TABLE draft_attachment (
    draft BLOB NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "draft_attachment" VALUES(X'019AF232B20070078275ED303515D10E',1,X'5DD4BDB915E79B685F2B4272739D84A506DA90EA70DDA5404953532A1BAE09A8','{"kind":"photo","sha256":"5dd4bdb915e79b685f2b4272739d84a506da90ea70dda5404953532a1bae09a8","bytes":12,"width":4,"height":3}');
CREATE TABLE kept (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "kept" VALUES('device_secret','[7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7]');
INSERT INTO "kept" VALUES('enrolment','["019af232-b200-731d-b405-09db9bea32c2","019af232-b200-773b-a270-59aa1bf20cab"]');
INSERT INTO "kept" VALUES('pull_cursor','"2"');
INSERT INTO "kept" VALUES('server_anchor','[1765000000000,{"wall":1765000000000,"monotonic_ms":5,"boot":"b","anchor":null}]');
CREATE TABLE media (
    sha256 BLOB NOT NULL,
    size TEXT NOT NULL,
    mime TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, size)
) STRICT;
INSERT INTO "media" VALUES(X'5DD4BDB915E79B685F2B4272739D84A506DA90EA70DDA5404953532A1BAE09A8','full','image/jpeg',1765000000000,12,X'696E20746865206472616674');
INSERT INTO "media" VALUES(X'23F3CC85D36CF7266F1B796AA9CFE6930E0F9458D646F18E31CCDF9D0B843A1F','full','image/jpeg',1765000000000,9,X'70686F746F206F6E65');
INSERT INTO "media" VALUES(X'C98E20D6905EE127CDC6A37D86A0C5FD2D8BFA8900B439498F01DC91242CB455','full','image/jpeg',1765000000000,9,X'70686F746F2074776F');
INSERT INTO "media" VALUES(X'0FE5A8DEB86F1B5B21F76F8CE781B7F3D1FCF202759E7BE494F596CCD6B1D84B','full','image/jpeg',1765000000000,13,X'726566757365642070686F746F');
INSERT INTO "media" VALUES(X'DD7FCB1A082FFEE6D75B9AFF8E9A34F9B98770E4A3444DBBFDB40504D2497811','feed','image/jpeg',1765000000000,9,X'6C6F6F6B6564206174');
CREATE TABLE moment (
    id BLOB NOT NULL PRIMARY KEY,
    author BLOB NOT NULL,
    text TEXT NOT NULL,
    attachments TEXT NOT NULL,
    place TEXT,
    done_at INTEGER NOT NULL,
    receipt_operation BLOB,
    receipt_sequence INTEGER,
    received_at INTEGER
, deleted INTEGER NOT NULL DEFAULT 0, edited_at INTEGER, posted_by BLOB, generation INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "moment" VALUES(X'019AF232B2007484BD166642A4631C79',X'019AF232B200773BA27059AA1BF20CAB','收到的日志','[]','{"latitude":25.178,"longitude":106.099,"accuracy_m":8.0,"age_ms":40,"provider":"satellite","mock":null,"datum":"wgs84"}',1765000000000,X'019AF232B200740FA11A9F28B82B6348',7,1765000000000,0,NULL,NULL,2);
INSERT INTO "moment" VALUES(X'019AF232B20077DB9D41321A495389AA',X'019AF232B200773BA27059AA1BF20CAB','等照片','[{"kind":"photo","sha256":"23f3cc85d36cf7266f1b796aa9cfe6930e0f9458d646f18e31ccdf9d0b843a1f","bytes":9,"width":4,"height":3},{"kind":"photo","sha256":"c98e20d6905ee127cdc6a37d86a0c5fd2d8bfa8900b439498f01dc91242cb455","bytes":9,"width":4,"height":3}]',NULL,1765000000000,NULL,NULL,NULL,0,NULL,X'019AF232B200748AAF95555F1AAB0CA0',0);
INSERT INTO "moment" VALUES(X'019AF232B20073C49332514485150131',X'019AF232B200773BA27059AA1BF20CAB','被退回','[{"kind":"photo","sha256":"0fe5a8deb86f1b5b21f76f8ce781b7f3d1fcf202759e7be494f596ccd6b1d84b","bytes":13,"width":4,"height":3}]',NULL,1765000000000,NULL,NULL,NULL,0,NULL,X'019AF232B20073B0A99AE77E83517BF9',0);
INSERT INTO "moment" VALUES(X'019AF232B20170ACB9C82D23EE586461',X'019AF232B20073F9A4482DF40001C008','已赞','[]','{"latitude":25.178,"longitude":106.099,"accuracy_m":8.0,"age_ms":40,"provider":"satellite","mock":null,"datum":"wgs84"}',1765000000001,X'019AF232B200709B93D1059E098F21C5',7,1765000000000,0,NULL,NULL,2);
INSERT INTO "moment" VALUES(X'019AF232B202771AA4806B412E2E9AD5',X'019AF232B20073F9A4482DF40001C008','待赞','[]',NULL,1765000000002,X'019AF232B20070AD9E8F2693D96969ED',7,1765000000000,0,NULL,NULL,2);
INSERT INTO "moment" VALUES(X'019AF232B203756A8697B43E80A8ED6A',X'019AF232B20073F9A4482DF40001C008','拒赞','[]',NULL,1765000000003,X'019AF232B20075D0B8D1EB42691D5C90',7,1765000000000,0,NULL,NULL,2);
INSERT INTO "moment" VALUES(X'019AF232B2007507B1507F2D39EB8F05',X'019AF232B200773BA27059AA1BF20CAB','正在发','[]',NULL,1765000000000,NULL,NULL,NULL,0,NULL,X'019AF232B20072C3BE561C8C4B3A5085',0);
CREATE TABLE moment_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    moment BLOB NOT NULL,
    text TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (operation, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO "moment_overlay" VALUES(X'019AF232B30070008000000000000017',X'019AF232B2007484BD166642A4631C79','收到的日志，补一句',1765000000000);
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    subject BLOB NOT NULL,
    payload TEXT NOT NULL,
    signature TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT
, attempt INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "outbox" VALUES(2,X'019AF232B200748AAF95555F1AAB0CA0',X'019AF232B20077DB9D41321A495389AA','{"id":"019af232-b200-748a-af95-555f1aab0ca0","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"post_moment","moment":{"id":"019af232-b200-77db-9d41-321a495389aa","author":"019af232-b200-773b-a270-59aa1bf20cab","text":"等照片","attachments":[{"kind":"photo","sha256":"23f3cc85d36cf7266f1b796aa9cfe6930e0f9458d646f18e31ccdf9d0b843a1f","bytes":9,"width":4,"height":3},{"kind":"photo","sha256":"c98e20d6905ee127cdc6a37d86a0c5fd2d8bfa8900b439498f01dc91242cb455","bytes":9,"width":4,"height":3}],"place":null,"done_at":1765000000000}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(3,X'019AF232B20073B0A99AE77E83517BF9',X'019AF232B20073C49332514485150131','{"id":"019af232-b200-73b0-a99a-e77e83517bf9","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"post_moment","moment":{"id":"019af232-b200-73c4-9332-514485150131","author":"019af232-b200-773b-a270-59aa1bf20cab","text":"被退回","attachments":[{"kind":"photo","sha256":"0fe5a8deb86f1b5b21f76f8ce781b7f3d1fcf202759e7be494f596ccd6b1d84b","bytes":13,"width":4,"height":3}],"place":null,"done_at":1765000000000}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','refused','{"type":"/problems/invalid","title":"The content is not allowed as it is","status":422}',1);
INSERT INTO "outbox" VALUES(5,X'019AF232B200714F8634E330F401C99D',X'019AF232B202771AA4806B412E2E9AD5','{"id":"019af232-b200-714f-8634-e330f401c99d","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"react","moment":"019af232-b202-771a-a480-6b412e2e9ad5","reaction":{"kind":"like"}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(6,X'019AF232B2007759B6DC0CB1CB839FC0',X'019AF232B203756A8697B43E80A8ED6A','{"id":"019af232-b200-7759-b6dc-0cb1cb839fc0","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"react","moment":"019af232-b203-756a-8697-b43e80a8ed6a","reaction":{"kind":"like"}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','refused','{"type":"/problems/forbidden","title":"This is not yours to do","status":403}',0);
INSERT INTO "outbox" VALUES(7,X'019AF232B20072C3BE561C8C4B3A5085',X'019AF232B2007507B1507F2D39EB8F05','{"id":"019af232-b200-72c3-be56-1c8c4b3a5085","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"post_moment","moment":{"id":"019af232-b200-7507-b150-7f2d39eb8f05","author":"019af232-b200-773b-a270-59aa1bf20cab","text":"正在发","attachments":[],"place":null,"done_at":1765000000000}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','sending',NULL,0);
INSERT INTO "outbox" VALUES(8,X'019AF232B30070008000000000000014',X'019AF232B30070008000000000000004','{"id":"019af232-b300-7000-8000-000000000014","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"ask_leave","leave":{"id":"019af232-b300-7000-8000-000000000004","person":"019af232-b200-773b-a270-59aa1bf20cab","kind":"personal","span":{"from":{"day":"2025-12-11","half":"morning"},"to":{"day":"2025-12-11","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"asked"}}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(9,X'019AF232B30070008000000000000012',X'019AF232B30070008000000000000002','{"id":"019af232-b300-7000-8000-000000000012","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"withdraw_leave","leave":"019af232-b300-7000-8000-000000000002"},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(10,X'019AF232B30070008000000000000015',X'019AF232B20074B8B4473E3CDF83B7B1','{"id":"019af232-b300-7000-8000-000000000015","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"set_workplace","unit":"019af232-b200-74b8-b447-3e3cdf83b7b1","workplace":{"latitude":25.18,"longitude":106.1,"radius_m":200.0},"hours":{"from":"2025-12-08","shifts":[{"starts":"08:30","ends":"12:00"}]}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(11,X'019AF232B30070008000000000000016',X'019AF232B20170ACB9C82D23EE586461','{"id":"019af232-b300-7000-8000-000000000016","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"react","moment":"019af232-b201-70ac-b9c8-2d23ee586461","reaction":{"kind":"dislike","reason":"照片是上周的"}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(12,X'019AF232B30070008000000000000017',X'019AF232B2007484BD166642A4631C79','{"id":"019af232-b300-7000-8000-000000000017","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"edit_moment","moment":"019af232-b200-7484-bd16-6642a4631c79","text":"收到的日志，补一句"},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','queued',NULL,0);
INSERT INTO "outbox" VALUES(13,X'019AF232B30070008000000000000018',X'019AF232B30070008000000000000005','{"id":"019af232-b300-7000-8000-000000000018","person":"019af232-b200-773b-a270-59aa1bf20cab","device":"019af232-b200-731d-b405-09db9bea32c2","action":{"kind":"ask_leave","leave":{"id":"019af232-b300-7000-8000-000000000005","person":"019af232-b200-773b-a270-59aa1bf20cab","kind":"personal","span":{"from":{"day":"2025-12-12","half":"morning"},"to":{"day":"2025-12-12","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"asked"}}},"clock":{"wall":1765000000000,"monotonic_ms":1,"boot":"b","anchor":null}}','s','refused','{"type":"/problems/overlap","title":"Another leave lies on these days","status":409}',0);
CREATE TABLE outbox_media (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (operation, sha256)
) STRICT, WITHOUT ROWID;
INSERT INTO "outbox_media" VALUES(X'019AF232B20073B0A99AE77E83517BF9',X'0FE5A8DEB86F1B5B21F76F8CE781B7F3D1FCF202759E7BE494F596CCD6B1D84B');
INSERT INTO "outbox_media" VALUES(X'019AF232B200748AAF95555F1AAB0CA0',X'23F3CC85D36CF7266F1B796AA9CFE6930E0F9458D646F18E31CCDF9D0B843A1F');
INSERT INTO "outbox_media" VALUES(X'019AF232B200748AAF95555F1AAB0CA0',X'C98E20D6905EE127CDC6A37D86A0C5FD2D8BFA8900B439498F01DC91242CB455');
CREATE TABLE overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    owner BLOB NOT NULL,
    parent BLOB,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    body TEXT NOT NULL,
    overtaken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (operation, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "overlay" VALUES(X'019AF232B30070008000000000000012',X'019AF232B30070008000000000000002','leave',X'019AF232B200773BA27059AA1BF20CAB',NULL,20431,20431,'{"record":"leave","leave":{"id":"019af232-b300-7000-8000-000000000002","person":"019af232-b200-773b-a270-59aa1bf20cab","kind":"personal","span":{"from":{"day":"2025-12-09","half":"morning"},"to":{"day":"2025-12-09","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"withdrawn","at":1765000000000,"decision":null}}}',0);
INSERT INTO "overlay" VALUES(X'019AF232B30070008000000000000014',X'019AF232B30070008000000000000004','leave',X'019AF232B200773BA27059AA1BF20CAB',NULL,20433,20433,'{"record":"leave","leave":{"id":"019af232-b300-7000-8000-000000000004","person":"019af232-b200-773b-a270-59aa1bf20cab","kind":"personal","span":{"from":{"day":"2025-12-11","half":"morning"},"to":{"day":"2025-12-11","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"asked"}}}',0);
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    unit BLOB NOT NULL,
    post TEXT NOT NULL,
    rank TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL
, tenure TEXT) STRICT, WITHOUT ROWID;
INSERT INTO "person" VALUES(X'019AF232B20073F9A4482DF40001C008','罗山',X'019AF232B20074B8B4473E3CDF83B7B1','干部','none','ordinary','cadre',NULL);
INSERT INTO "person" VALUES(X'019AF232B200773BA27059AA1BF20CAB','韦明月',X'019AF232B20074B8B4473E3CDF83B7B1','干部','none','ordinary','cadre','{"earlier":[{"unit":null,"until":"2025-11-30"}]}');
CREATE TABLE reaction (
    moment BLOB NOT NULL,
    giver BLOB NOT NULL,
    kind TEXT NOT NULL,
    done_at INTEGER NOT NULL, reason TEXT, rank TEXT NOT NULL DEFAULT 'none', generation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (moment, giver)
) STRICT, WITHOUT ROWID;
INSERT INTO "reaction" VALUES(X'019AF232B20170ACB9C82D23EE586461',X'019AF232B200773BA27059AA1BF20CAB','like',1765000000000,NULL,'none',0);
INSERT INTO "reaction" VALUES(X'019AF232B202771AA4806B412E2E9AD5',X'019AF232B20073F9A4482DF40001C008','like',1765000000000,NULL,'none',0);
CREATE TABLE reaction_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    moment BLOB NOT NULL,
    giver BLOB NOT NULL,
    kind TEXT,
    reason TEXT,
    rank TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (operation, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO "reaction_overlay" VALUES(X'019AF232B200714F8634E330F401C99D',X'019AF232B202771AA4806B412E2E9AD5',X'019AF232B200773BA27059AA1BF20CAB','like',NULL,'none',1765000000000);
INSERT INTO "reaction_overlay" VALUES(X'019AF232B30070008000000000000016',X'019AF232B20170ACB9C82D23EE586461',X'019AF232B200773BA27059AA1BF20CAB','dislike','照片是上周的','none',1765000000000);
CREATE TABLE receipt (
    operation BLOB NOT NULL PRIMARY KEY,
    person BLOB,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
INSERT INTO "receipt" VALUES(X'018C0000000070008000000000000001',NULL,1,'{"operation":"018c0000-0000-7000-8000-000000000001","sequence":1,"received_at":1772400000000}');
CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner BLOB NOT NULL,
    parent BLOB,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    body TEXT NOT NULL
, generation INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "record" VALUES(X'019AF232B30070008000000000000001','check_in',X'019AF232B200773BA27059AA1BF20CAB',NULL,20427,20427,'{"record":"check_in","check_in":{"id":"019af232-b300-7000-8000-000000000001","person":"019af232-b200-773b-a270-59aa1bf20cab","mode":"on_duty","reason":"","place":null,"done_at":1764913600000},"area":{"area":"unknown"}}',2);
INSERT INTO "record" VALUES(X'019AF232B30070008000000000000002','leave',X'019AF232B200773BA27059AA1BF20CAB',NULL,20431,20431,'{"record":"leave","leave":{"id":"019af232-b300-7000-8000-000000000002","person":"019af232-b200-773b-a270-59aa1bf20cab","kind":"personal","span":{"from":{"day":"2025-12-09","half":"morning"},"to":{"day":"2025-12-09","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"asked"}}}',2);
INSERT INTO "record" VALUES(X'019AF232B30070008000000000000003','leave',X'019AF232B20073F9A4482DF40001C008',NULL,20432,20432,'{"record":"leave","leave":{"id":"019af232-b300-7000-8000-000000000003","person":"019af232-b200-73f9-a448-2df40001c008","kind":"personal","span":{"from":{"day":"2025-12-10","half":"morning"},"to":{"day":"2025-12-10","half":"afternoon"}},"reason":"家里有事","asked_at":1765000000000,"state":{"state":"asked"}}}',2);
INSERT INTO "record" VALUES(X'019AF232B30070008000000000000031','task',X'019AF232B200773BA27059AA1BF20CAB',NULL,20431,20431,'{"record":"task","task":{"id":"019af232-b300-7000-8000-000000000031","parent":null,"assigner":"019af232-b200-73f9-a448-2df40001c008","assignee":"019af232-b200-773b-a270-59aa1bf20cab","unit":null,"title":"清渠","text":"","deadline":1765100000000,"evidence":{"photo":false,"place":true,"document":false},"reward":2.0,"penalty":1.0,"given_at":1764900000000,"state":{"state":"delivered"},"deliveries":[{"text":"清了","attachments":[],"place":{"latitude":25.178,"longitude":106.099,"accuracy_m":8.0,"age_ms":40,"provider":"satellite","mock":null,"datum":"wgs84"},"at":1764990000000,"verdict":null},{"text":"清了","attachments":[],"place":null,"at":1764990000000,"verdict":null}]}}',2);
INSERT INTO "record" VALUES(X'019AF232B30070008000000000000032','task',X'019AF232B20073F9A4482DF40001C008',NULL,20431,20431,'{"record":"task","task":{"id":"019af232-b300-7000-8000-000000000032","parent":null,"assigner":"019af232-b200-773b-a270-59aa1bf20cab","assignee":"019af232-b200-73f9-a448-2df40001c008","unit":null,"title":"清渠","text":"","deadline":1765100000000,"evidence":{"photo":false,"place":true,"document":false},"reward":2.0,"penalty":1.0,"given_at":1764900000000,"state":{"state":"delivered"},"deliveries":[{"text":"清了","attachments":[],"place":{"latitude":25.178,"longitude":106.099,"accuracy_m":8.0,"age_ms":40,"provider":"satellite","mock":null,"datum":"wgs84"},"at":1764990000000,"verdict":null},{"text":"清了","attachments":[],"place":null,"at":1764990000000,"verdict":null}]}}',2);
CREATE TABLE unit (
    id BLOB NOT NULL PRIMARY KEY,
    parent BLOB,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
, workplace TEXT, hours TEXT NOT NULL DEFAULT '[]', moved_from TEXT NOT NULL DEFAULT '[]') STRICT, WITHOUT ROWID;
INSERT INTO "unit" VALUES(X'019AF232B20074B8B4473E3CDF83B7B1',NULL,'大坝村','village','{"latitude":25.17,"longitude":106.09,"radius_m":150.0}','[]','[{"workplace":{"latitude":25.16,"longitude":106.08,"radius_m":100.0},"until":1764000000000}]');
CREATE TABLE unit_overlay (
    operation BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    body TEXT NOT NULL,
    overtaken INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (operation, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "unit_overlay" VALUES(X'019AF232B30070008000000000000015',X'019AF232B20074B8B4473E3CDF83B7B1','{"id":"019af232-b200-74b8-b447-3e3cdf83b7b1","parent":null,"name":"大坝村","kind":"village","workplace":{"latitude":25.18,"longitude":106.1,"radius_m":200.0},"hours":[{"from":"2025-12-08","shifts":[{"starts":"08:30","ends":"12:00"}]}]}',0);
CREATE TABLE upload (
    sha256 BLOB NOT NULL PRIMARY KEY,
    length INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    remote BLOB,
    done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "upload" VALUES(X'0FE5A8DEB86F1B5B21F76F8CE781B7F3D1FCF202759E7BE494F596CCD6B1D84B',13,0,NULL,0);
INSERT INTO "upload" VALUES(X'23F3CC85D36CF7266F1B796AA9CFE6930E0F9458D646F18E31CCDF9D0B843A1F',9,4,X'019AF232B20073E7ABE6221BA71561A5',0);
INSERT INTO "upload" VALUES(X'C98E20D6905EE127CDC6A37D86A0C5FD2D8BFA8900B439498F01DC91242CB455',9,0,NULL,0);
CREATE INDEX moment_by_time ON moment (done_at DESC, id DESC);
CREATE INDEX outbox_by_subject ON outbox (subject);
CREATE INDEX record_by_owner ON record (owner, kind, first_day);
CREATE INDEX record_by_kind ON record (kind, first_day);
CREATE INDEX record_by_parent ON record (parent) WHERE parent IS NOT NULL;
CREATE INDEX overlay_by_record ON overlay (id);
CREATE VIEW record_now AS
SELECT id, kind, owner, parent, first_day, last_day, body
  FROM record r WHERE NOT EXISTS (SELECT 1 FROM overlay o WHERE o.id = r.id)
UNION ALL
SELECT o.id, o.kind, o.owner, o.parent, o.first_day, o.last_day, o.body
  FROM overlay o JOIN outbox q ON q.id = o.operation
 WHERE NOT EXISTS (SELECT 1 FROM overlay n JOIN outbox p ON p.id = n.operation
                    WHERE n.id = o.id AND p.position > q.position);
CREATE INDEX moment_by_author ON moment (author, done_at);
CREATE INDEX moment_by_operation ON moment (posted_by) WHERE posted_by IS NOT NULL;
CREATE INDEX moment_overlay_by_moment ON moment_overlay (moment);
CREATE INDEX reaction_overlay_by_moment ON reaction_overlay (moment, giver);
CREATE INDEX reaction_by_giver ON reaction (giver, done_at);
CREATE VIEW reaction_now AS
SELECT moment, giver, kind, reason, rank, done_at
  FROM reaction r
 WHERE NOT EXISTS (SELECT 1 FROM reaction_overlay o WHERE o.moment = r.moment AND o.giver = r.giver)
UNION ALL
SELECT o.moment, o.giver, o.kind, o.reason, o.rank, o.done_at
  FROM reaction_overlay o JOIN outbox q ON q.id = o.operation
 WHERE o.kind IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM reaction_overlay n JOIN outbox p ON p.id = n.operation
                    WHERE n.moment = o.moment AND n.giver = o.giver AND p.position > q.position);
CREATE INDEX person_by_unit ON person (unit);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',13);
COMMIT;
PRAGMA user_version = 7;

#!/usr/bin/env python3
"""Writes data/places.csv from a listing of GB/T 2260 codes.

    scripts/make_places.py LISTING.csv > data/places.csv

LISTING has the columns code,name,name_en,parent,level as the National Bureau of Statistics lists
the codes (2024). What is done to it:

- placeholder rows (市辖区, 县, 省直辖县级行政区划 …) are left out and their counties hang under the
  province; a county that only repeats its city (嘉峪关市) is left out too;
- statistical zones (last two digits 71-79: 高新技术产业开发区 …) are left out: GB/T 2260 has no such
  codes, and a development zone is never its city;
- Hong Kong, Macao and Taiwan are added; short names, English names and aliases are filled in.
"""
import csv
import sys

PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")

PROVINCES = {  # code: short, English, aliases
    "110000": ("北京", "Beijing", "京"),
    "120000": ("天津", "Tianjin", "津"),
    "130000": ("河北", "Hebei", "冀"),
    "140000": ("山西", "Shanxi", "晋"),
    "150000": ("内蒙古", "Inner Mongolia", "内蒙|蒙|Neimenggu|Nei Mongol"),
    "210000": ("辽宁", "Liaoning", "辽"),
    "220000": ("吉林", "Jilin", "吉"),
    "230000": ("黑龙江", "Heilongjiang", "黑"),
    "310000": ("上海", "Shanghai", "沪|申"),
    "320000": ("江苏", "Jiangsu", "苏"),
    "330000": ("浙江", "Zhejiang", "浙"),
    "340000": ("安徽", "Anhui", "皖"),
    "350000": ("福建", "Fujian", "闽"),
    "360000": ("江西", "Jiangxi", "赣"),
    "370000": ("山东", "Shandong", "鲁"),
    "410000": ("河南", "Henan", "豫"),
    "420000": ("湖北", "Hubei", "鄂"),
    "430000": ("湖南", "Hunan", "湘"),
    "440000": ("广东", "Guangdong", "粤"),
    "450000": ("广西", "Guangxi", "桂|广西省"),
    "460000": ("海南", "Hainan", "琼"),
    "500000": ("重庆", "Chongqing", "渝"),
    "510000": ("四川", "Sichuan", "川|蜀"),
    "520000": ("贵州", "Guizhou", "贵|黔"),
    "530000": ("云南", "Yunnan", "云|滇"),
    "540000": ("西藏", "Xizang", "藏|Tibet"),
    "610000": ("陕西", "Shaanxi", "陕|秦"),
    "620000": ("甘肃", "Gansu", "甘|陇"),
    "630000": ("青海", "Qinghai", "青"),
    "640000": ("宁夏", "Ningxia", "宁"),
    "650000": ("新疆", "Xinjiang", "新"),
}
BEYOND_THE_LISTING = [
    ("710000", "台湾省", "台湾", "Taiwan", "台|中国台湾"),
    ("810000", "香港特别行政区", "香港", "Hong Kong", "港|中国香港"),
    ("820000", "澳门特别行政区", "澳门", "Macao", "澳|Macau|中国澳门"),
]

# Where the listing has none, a misspelling or a needless tail.
ENGLISH = {
    "330100": "Hangzhou", "330200": "Ningbo", "330300": "Wenzhou", "330400": "Jiaxing",
    "330500": "Huzhou", "330600": "Shaoxing", "330700": "Jinhua", "330800": "Quzhou",
    "330900": "Zhoushan", "331000": "Taizhou", "331100": "Lishui",
    "141100": "Lüliang", "150700": "Hulunbuir", "150800": "Bayannur", "150900": "Ulanqab",
    "152200": "Hinggan League", "152500": "Xilingol League", "152900": "Alxa League",
    "222400": "Yanbian", "230200": "Qiqihar", "230800": "Jiamusi", "232700": "Daxing'anling",
    "320800": "Huai'an", "321200": "Taizhou", "340500": "Ma'anshan", "341200": "Fuyang",
    "341500": "Lu'an", "350100": "Fuzhou", "360900": "Yichun", "361000": "Fuzhou",
    "370800": "Jining", "370900": "Tai'an", "410100": "Zhengzhou", "422800": "Enshi",
    "433100": "Xiangxi", "440800": "Zhanjiang", "460300": "Sansha", "460400": "Danzhou",
    "511800": "Ya'an", "513200": "Aba", "513300": "Garze", "513400": "Liangshan",
    "522300": "Qianxinan", "522600": "Qiandongnan", "522700": "Qiannan", "530800": "Pu'er",
    "532300": "Chuxiong", "532500": "Honghe", "532600": "Wenshan", "532800": "Xishuangbanna",
    "532900": "Dali", "533100": "Dehong", "533300": "Nujiang", "533400": "Diqing",
    "540200": "Shigatse", "540300": "Chamdo", "540400": "Nyingchi", "540500": "Shannan",
    "540600": "Nagqu", "542500": "Ngari", "610600": "Yan'an", "610800": "Yulin",
    "622900": "Linxia", "623000": "Gannan", "630200": "Haidong", "632200": "Haibei",
    "632300": "Huangnan", "632500": "Hainan Tibetan Autonomous Prefecture", "632600": "Golog",
    "632700": "Yushu", "632800": "Haixi", "640100": "Yinchuan", "640400": "Guyuan",
    "650400": "Turpan", "650500": "Hami", "652300": "Changji", "652700": "Bortala",
    "652800": "Bayingolin", "652900": "Aksu", "653000": "Kizilsu", "653100": "Kashgar",
    "653200": "Hotan", "654000": "Ili", "654200": "Tacheng", "654300": "Altay",
    # Zhejiang's counties, cities and districts
    "330102": "Shangcheng", "330105": "Gongshu", "330106": "Xihu", "330108": "Binjiang",
    "330109": "Xiaoshan", "330110": "Yuhang", "330111": "Fuyang", "330112": "Lin'an",
    "330113": "Linping", "330114": "Qiantang", "330122": "Tonglu", "330127": "Chun'an",
    "330182": "Jiande", "330203": "Haishu", "330205": "Jiangbei", "330206": "Beilun",
    "330211": "Zhenhai", "330212": "Yinzhou", "330213": "Fenghua", "330225": "Xiangshan",
    "330226": "Ninghai", "330281": "Yuyao", "330282": "Cixi", "330302": "Lucheng",
    "330303": "Longwan", "330304": "Ouhai", "330305": "Dongtou", "330324": "Yongjia",
    "330326": "Pingyang", "330327": "Cangnan", "330328": "Wencheng", "330329": "Taishun",
    "330381": "Rui'an", "330382": "Yueqing", "330383": "Longgang", "330402": "Nanhu",
    "330411": "Xiuzhou", "330421": "Jiashan", "330424": "Haiyan", "330481": "Haining",
    "330482": "Pinghu", "330483": "Tongxiang", "330502": "Wuxing", "330503": "Nanxun",
    "330521": "Deqing", "330522": "Changxing", "330523": "Anji", "330602": "Yuecheng",
    "330603": "Keqiao", "330604": "Shangyu", "330624": "Xinchang", "330681": "Zhuji",
    "330683": "Shengzhou", "330702": "Wucheng", "330703": "Jindong", "330723": "Wuyi",
    "330726": "Pujiang", "330727": "Pan'an", "330781": "Lanxi", "330782": "Yiwu",
    "330783": "Dongyang", "330784": "Yongkang", "330802": "Kecheng", "330803": "Qujiang",
    "330822": "Changshan", "330824": "Kaihua", "330825": "Longyou", "330881": "Jiangshan",
    "330902": "Dinghai", "330903": "Putuo", "330921": "Daishan", "330922": "Shengsi",
    "331002": "Jiaojiang", "331003": "Huangyan", "331004": "Luqiao", "331022": "Sanmen",
    "331023": "Tiantai", "331024": "Xianju", "331081": "Wenling", "331082": "Linhai",
    "331083": "Yuhuan", "331102": "Liandu", "331121": "Qingtian", "331122": "Jinyun",
    "331123": "Suichang", "331124": "Songyang", "331125": "Yunhe", "331126": "Qingyuan",
    "331127": "Jingning", "331181": "Longquan",
    # Counties that customs tables list
    "120116": "Binhai New Area", "310115": "Pudong New Area", "222401": "Yanji",
    "222404": "Hunchun", "150781": "Manzhouli", "152501": "Erenhot", "231081": "Suifenhe",
    "350128": "Pingtan", "659001": "Shihezi",
}

SHORT = {
    "632500": "海南州",  # 海南 is the province
    "152200": "兴安盟",
    "310115": "浦东", "120116": "滨海新区",
}
# 朝阳 is as much the district of Beijing as the city of Liaoning: it must stay ambiguous.
TRULY_SHARED = {"110105"}

ALIASES = {
    "100000": "中华人民共和国|PRC|People's Republic of China",
    "652700": "博州", "652800": "巴州", "653000": "克州", "150900": "乌盟",
    "141100": "Lvliang", "150800": "巴盟", "513300": "Ganzi", "653100": "Kashi",
    "654000": "Yili", "540200": "Rikaze", "540400": "Linzhi", "540300": "Changdu",
    "230200": "Qiqihaer", "150700": "Hulunbeier",
    "310115": "浦东新区|Pudong", "120116": "Binhai",
}

PEOPLES = (
    "壮族 藏族 裕固族 彝族 瑶族 锡伯族 乌孜别克族 维吾尔族 佤族 土家族 土族 塔塔尔族 塔吉克族 塔吉克 水族 "
    "畲族 撒拉族 羌族 普米族 怒族 纳西族 仫佬族 苗族 蒙古族 门巴族 毛南族 满族 珞巴族 僳僳族 傈僳族 "
    "黎族 拉祜族 柯尔克孜族 柯尔克孜 景颇族 京族 基诺族 回族 赫哲族 哈萨克族 哈萨克 哈尼族 仡佬族 高山族 "
    "鄂温克族 俄罗斯族 鄂伦春族 独龙族 东乡族 侗族 德昂族 傣族 达斡尔族 朝鲜族 布依族 布朗族 保安族 白族 "
    "阿昌族 蒙古 锡伯 各族").split()


def without_peoples(name):
    again = True
    while again:
        again = False
        for people in sorted(PEOPLES, key=len, reverse=True):
            if name.endswith(people) and len(name) - len(people) >= 2:
                name, again = name[: -len(people)], True
    return name


def short_of(name, level):
    for tail in ("自治州", "自治县", "自治旗", "特别行政区"):
        if name.endswith(tail):
            bare = without_peoples(name[: -len(tail)])
            return bare[:-1] if bare in ("东乡族", "鄂温克族") else bare
    tails = ("地区", "市", "盟") if level == "prefecture" else ("林区", "区", "县", "市", "旗")
    if name.endswith(("新区", "矿区", "前旗", "中旗", "后旗", "左旗", "右旗", "联合旗")):
        return name
    for tail in tails:
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return name[: -len(tail)]
    return name


def read_listing(path):
    with open(path, encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    above = {row["code"]: row for row in listed}
    rows = []
    for row in listed:
        if row["name"] in PLACEHOLDERS:
            continue
        if row["level"] == "county":
            parent = above[row["parent"]]
            if "71" <= row["code"][4:] <= "79" or row["name"] == parent["name"]:
                continue
            if parent["name"] in PLACEHOLDERS:
                row["parent"] = parent["parent"]
        rows.append(row)
    for code, name, _, _, _ in BEYOND_THE_LISTING:
        rows.append({"code": code, "name": name, "name_en": "", "parent": "100000",
                     "level": "province"})
    return sorted(rows, key=lambda row: row["code"])


def main():
    rows = read_listing(sys.argv[1])
    beyond = {code: (short, english, aliases)
              for code, _, short, english, aliases in BEYOND_THE_LISTING}
    provinces = {**PROVINCES, **beyond}
    shorts = {}
    for row in rows:
        code = row["code"]
        shorts[code] = (provinces[code][0] if code in provinces
                        else SHORT.get(code) or short_of(row["name"], row["level"]))
    higher = {shorts[r["code"]] for r in rows if r["level"] in ("province", "prefecture")}
    higher |= {alias for names in ALIASES.values() for alias in names.split("|")}
    for row in rows:
        # 西安区 of 牡丹江 must not make 西安 ambiguous, nor 巴州区 of 巴中 take 巴州.
        if row["level"] == "county" and row["code"] not in TRULY_SHARED:
            if shorts[row["code"]] in higher:
                shorts[row["code"]] = row["name"]
    taken = {row["name"] for row in rows} | set(shorts.values())
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["code", "name", "short", "name_en", "parent", "level", "aliases"])
    for row in rows:
        code, name, short = row["code"], row["name"], shorts[row["code"]]
        english = ENGLISH.get(code) or (provinces[code][1] if code in provinces
                                        else row["name_en"])
        aliases = [a for a in (provinces[code][2] if code in provinces
                               else ALIASES.get(code, "")).split("|") if a]
        for tail in ("州", "县", "旗"):
            usual = short_of(name, row["level"]) + tail
            if name.endswith("自治" + tail) and usual not in taken:
                aliases.append(usual)
        aliases = [a for a in aliases if a not in (name, short, english)]
        out.writerow([code, name, short, english.replace("’", "'"), row["parent"],
                      row["level"], "|".join(aliases)])


if __name__ == "__main__":
    main()
